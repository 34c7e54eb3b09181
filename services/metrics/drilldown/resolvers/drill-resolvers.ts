import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Resolvers } from '../../generated/resolver-types';
import type { ShopCopy } from '../../copies/store/shop-copies';
import { dateRange } from '../../figures/domain/date-range';
import { metricOfEnum } from '../../figures/domain/metric-enum';
import { readSettled, type ReadDeps } from '../../figures/app/read-settled';
import { drill, type Drill, type DrilledPage, type DrilledSession } from '../app/drill';
import { checkedPart, drillInput, drillOf, drillPosition } from './drill-input';

const page = { first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish() };
const pageInput = z.object({ input: drillInput, ...page });
const agentInput = z.object({ metric: z.string().transform(metricOfEnum), ...page });

const cursorOf = ({ businessDate, sessionId }: DrilledSession): string => writeCursor({ businessDate, sessionId });

interface PageAsked {
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
}

/** A page of a number's sessions; `askedOf` is asked once the shop's zone is known. */
async function readPage(
  deps: ReadDeps,
  shopId: string,
  askedOf: (shop: ShopCopy, now: Date) => Drill,
  { first, after }: PageAsked,
): Promise<DrilledPage> {
  const [position, size] = [readCursor(drillPosition, after), first ?? 20];
  const found = await readSettled(deps, shopId, (tx, shop, now) => drill(tx, shopId, askedOf(shop, now), position, size + 1));
  return { sessions: found.slice(0, size), more: found.length > size };
}

/** From a number of a report to its sessions. */
export const drillResolvers = (deps: ReadDeps): Resolvers => ({
  Shop: {
    metricSessions: ({ id }, { after, ...args }) => {
      const { input, first } = parseInput(pageInput, args);
      const asked = drillOf(input);
      return readPage(deps, id, () => asked, { first, after });
    },
  },
  Agent: {
    metricSessions: ({ id }, { range, part, after, ...args }, { caller }) => {
      const { metric, first } = parseInput(agentInput, args);
      const checked = checkedPart(metric, part, 'part');
      const scopeAt = ({ timeZone }: ShopCopy, now: Date) => ({
        range: dateRange(range, timeZone, now),
        dimension: 'AGENT' as const,
        member: id,
      });
      const asked = (shop: ShopCopy, now: Date): Drill => ({ metric, part: checked, scope: scopeAt(shop, now) });
      return caller.shop === null ? null : readPage(deps, caller.shop, asked, { first, after });
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
