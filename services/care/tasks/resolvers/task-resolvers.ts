import { ownShop } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import { command } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { z } from 'zod';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { assignTask, managesTasks, tickTask } from '../app/change-task';
import { readTasks } from '../app/read-tasks';
import type { TaskFilter } from '../store/list-tasks';
import { readTaskCursor, taskCursor } from './task-cursor';
import { assignTaskInput, taskArguments, tickTaskInput } from './task-inputs';

const account = (id: string | null) => (id === null ? null : { id });

/** What is to be done for buyers and orders. */
export const taskResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    assignCareTask: command('assignCareTask', assignTaskInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await assignTask(deps, asked)),
    })),
    tickCareTask: command('tickCareTask', tickTaskInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await tickTask(deps, asked)),
    })),
  },
  Shop: {
    __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
    careTasks: ({ id }, { after, ...args }, { caller }) => {
      const { first, filter } = parseInput(taskArguments, args);
      return readTasks(deps, id, { first: first ?? 20, after: readTaskCursor(after), filter: filterOf(filter ?? {}, caller) });
    },
  },
  CareTaskConnection: {
    edges: ({ entries }) => entries.map((node) => ({ cursor: taskCursor(node), node })),
    nodes: ({ entries }) => [...entries],
    pageInfo: ({ entries, hasNextPage }) => ({ hasNextPage, endCursor: entries.map(taskCursor).at(-1) ?? null }),
  },
  CareTask: {
    order: ({ order }) =>
      order && {
        ...{ id: order.orderId, channel: order.channel, channelOrderId: order.channelOrderId, status: order.status },
        ...{ createdAt: order.createdAt, paidAt: order.paidAt },
        amount: order.minorUnits === null || order.currency === null ? null : { minorUnits: order.minorUnits, currency: order.currency },
      },
    buyer: ({ buyerId }) => account(buyerId),
    assignee: ({ assigneeId }) => account(assigneeId),
    closedBy: ({ closedBy }) => account(closedBy),
  },
});

type AskedFilter = NonNullable<z.output<typeof taskArguments>['filter']>;

/** Whoever does not manage the tasks sees its own, and those that nobody has. */
function filterOf({ mine, accountId = null, kinds = null, states = null }: AskedFilter, caller: Caller): TaskFilter {
  const own = caller.account ?? noAccount;
  if (mine === true) return { kinds, states, assigneeId: own, orNobodys: false };
  return managesTasks(caller)
    ? { kinds, states, assigneeId: accountId, orNobodys: false }
    : { kinds, states, assigneeId: own, orNobodys: true };
}

/** A caller without an account has no tasks: an id that nobody has finds none. */
const noAccount = '00000000-0000-0000-0000-000000000000';
