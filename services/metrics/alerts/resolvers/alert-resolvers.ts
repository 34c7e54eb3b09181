import { z } from 'zod';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { idInput, parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import type { Resolvers } from '../../generated/resolver-types';
import { metricEnum } from '../../figures/domain/metric-enum';
import type { AlertPage } from '../domain/alert-page';
import type { ShopAlert } from '../domain/shop-alert';
import { alertsBehind, type AlertPlace } from '../store/alerts';

const pageInput = z.object({ first: z.number().min(1, '1 to 100').max(100, '1 to 100').nullish(), onlyOpen: z.boolean().nullish() });

const placeInput = z.object({ raisedAt: z.iso.datetime().transform((text) => new Date(text)), alertId: idInput });

/** Before the first page: behind no alert. */
const beforeAll: AlertPlace = { raisedAt: new Date('9999-01-01T00:00:00Z'), alertId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const cursorOf = ({ raisedAt, alertId }: ShopAlert): string => writeCursor({ raisedAt: raisedAt.toISOString(), alertId });

/** A shop's alerts, those that are over too. */
export const alertResolvers = ({ readDb }: Pick<Deps, 'readDb'>): Resolvers => ({
  Shop: {
    alerts: async ({ id }, { after, ...args }): Promise<AlertPage> => {
      const { first, onlyOpen } = parseInput(pageInput, args);
      const size = first ?? 20;
      const place = readCursor(placeInput, after) ?? beforeAll;
      const found = await readDb.transaction([id], (tx) => alertsBehind(tx, id, place, onlyOpen ?? false, size + 1));
      return { alerts: found.slice(0, size), more: found.length > size };
    },
  },
  AlertConnection: {
    edges: ({ alerts }) => [...alerts],
    nodes: ({ alerts }) => [...alerts],
    pageInfo: ({ alerts, more }) => ({ hasNextPage: more, endCursor: alerts.length > 0 ? cursorOf(alerts.at(-1)!) : null }),
  },
  AlertEdge: { cursor: cursorOf, node: (alert) => alert },
  Alert: {
    id: ({ alertId }) => alertId,
    raisedAt: ({ raisedAt }) => raisedAt.toISOString(),
    clearedAt: ({ clearedAt }) => clearedAt?.toISOString() ?? null,
    since: ({ facts }) => facts.since,
    cause: ({ facts }) => facts.cause,
    pool: ({ facts }) => facts.pool,
    buyers: ({ facts }) => facts.buyers,
    held: ({ facts }) => facts.held,
    agents: ({ facts }) => facts.agentIds.map((id) => ({ id })),
    metric: ({ facts }) => (facts.rate ? metricEnum(facts.rate.metric) : null),
    numerator: ({ facts }) => facts.rate?.numerator ?? null,
    denominator: ({ facts }) => facts.rate?.denominator ?? null,
    message: ({ facts }, { language }) => facts.message[language ?? 'ZH_CN'],
    remedy: ({ facts }, { language }) => facts.remedy[language ?? 'ZH_CN'],
  },
});
