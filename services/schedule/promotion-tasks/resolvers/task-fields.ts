import { formatTime } from '#libs/calendar/index';
import type { Resolvers } from '../../generated/resolver-types';
import { taskKinds, type TaskKind } from '../domain/task-kinds';
import { taskCursor } from './task-cursor';

const account = (id: string | null) => (id === null ? null : { id });

/** How tasks are shown. */
export const taskFields: Resolvers = {
  PromotionTaskConnection: {
    edges: ({ entries }) => entries.map((node) => ({ cursor: taskCursor(node), node })),
    nodes: ({ entries }) => [...entries],
    pageInfo: ({ entries, hasNextPage }) => ({ hasNextPage, endCursor: entries.map(taskCursor).at(-1) ?? null }),
  },
  PromotionTask: {
    text: ({ kind, facts }) => (taskKinds[kind] satisfies TaskKind).text(facts),
    dueTime: ({ dueMinute }) => (dueMinute === null ? null : formatTime(dueMinute)),
    overdueAt: ({ overdueAt }) => overdueAt.toISOString(),
    agent: ({ agentId }) => account(agentId),
    assignee: ({ assigneeId }) => account(assigneeId),
    post: ({ facts }) => facts.post ?? null,
    staff: ({ facts }) => facts.staff ?? null,
    ordersFrom: ({ facts: { covers } }) => (covers ? formatTime(covers.start) : null),
    ordersTo: ({ facts: { covers } }) => (covers ? formatTime(covers.end) : null),
    share: ({ facts }) => facts.share ?? null,
    order: ({ facts }) => facts.order ?? null,
    restockOn: ({ facts }) => facts.restockOn ?? null,
    briefing: ({ briefing }) => briefing && [...briefing],
    tickedAt: ({ tickedAt }) => tickedAt?.toISOString() ?? null,
    tickedBy: ({ tickedBy }) => account(tickedBy),
  },
};
