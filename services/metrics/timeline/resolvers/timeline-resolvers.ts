import type { Resolvers } from '../../generated/resolver-types';
import { cursorOf, timelinePage } from './timeline-page';

const named = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** What happened in sessions. */
export const timelineResolvers: Resolvers = {
  Session: {
    __resolveReference: ({ id }) => ({ id }),
    timeline: async ({ id }, args, { extra }) => timelinePage((await extra.factsOf.load(id)) ?? [], args),
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
