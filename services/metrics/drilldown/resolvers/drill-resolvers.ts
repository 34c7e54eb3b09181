import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Resolvers } from '../../generated/resolver-types';
import { readSettled, type ReadDeps } from '../../figures/app/read-settled';
import { drill, type DrilledPage, type DrilledSession } from '../app/drill';
import { drillInput, drillOf, drillPosition } from './drill-input';

const pageInput = z.object({ input: drillInput, first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish() });

const cursorOf = ({ businessDate, sessionId }: DrilledSession): string => writeCursor({ businessDate, sessionId });

/** From a number of a report to its sessions. */
export const drillResolvers = (deps: ReadDeps): Resolvers => ({
  Shop: {
    metricSessions: async ({ id }, { after, ...args }): Promise<DrilledPage> => {
      const { input, first } = parseInput(pageInput, args);
      const [asked, position, size] = [drillOf(input), readCursor(drillPosition, after), first ?? 20];
      const found = await readSettled(deps, id, (tx) => drill(tx, id, asked, position, size + 1));
      return { sessions: found.slice(0, size), more: found.length > size };
    },
  },
  MetricSessionConnection: {
    edges: ({ sessions }) => [...sessions],
    nodes: ({ sessions }) => [...sessions],
    pageInfo: ({ sessions, more }) => ({ hasNextPage: more, endCursor: sessions.length > 0 ? cursorOf(sessions.at(-1)!) : null }),
  },
  MetricSessionEdge: { cursor: cursorOf, node: (session) => session },
  MetricSession: {
    session: ({ sessionId }) => ({ id: sessionId }),
    openedAt: ({ openedAt }) => openedAt.toISOString(),
    creditedAgent: ({ creditedAgentId }) => (creditedAgentId === null ? null : { id: creditedAgentId }),
  },
});
