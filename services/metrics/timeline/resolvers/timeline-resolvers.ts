import { access, refusal } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import type { Resolvers } from '../../generated/resolver-types';
import { cursorOf, timelinePage } from './timeline-page';

const named = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** How people of the shop marked a session is for those who may read its marks. */
const mayReadMarks = (caller: Caller): boolean => refusal(access['Session.difficult'] ?? { roles: [] }, caller) === undefined;

/** What happened in sessions. */
export const timelineResolvers: Resolvers = {
  Session: {
    __resolveReference: ({ id }) => ({ id }),
    timeline: async ({ id }, args, { caller, extra }) => {
      const facts = (await extra.factsOf.load(id)) ?? [];
      return timelinePage(mayReadMarks(caller) ? facts : facts.filter(({ topic }) => topic !== 'session-marked'), args);
    },
  },
  TimelineConnection: {
    edges: ({ entries }) => [...entries],
    nodes: ({ entries }) => [...entries],
    pageInfo: ({ entries, more }) => ({ hasNextPage: more, endCursor: entries.length > 0 ? cursorOf(entries.at(-1)!) : null }),
  },
  TimelineEdge: { cursor: cursorOf, node: (entry) => entry },
  TimelineEntry: {
    agent: ({ agentId }) => named(agentId),
    previousAgent: ({ previousAgentId }) => named(previousAgentId),
    waitedSeconds: ({ waitedMs }) => (waitedMs === null ? null : waitedMs / 1_000),
  },
};
