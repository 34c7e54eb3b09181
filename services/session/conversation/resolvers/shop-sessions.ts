import { ownShop } from '#libs/platform/access/access';
import type { Database } from '#libs/platform/database/database';
import { countSessions, listSessions } from '../app/list-sessions';
import type { SessionConnectionResolvers, ShopResolvers } from '../../generated/resolver-types';
import { fromCursor, pageSize, toCursor } from './cursors';

const usualPage = 20;

/** A shop's list of sessions (SES-20). */
export const createShop = (db: Database): ShopResolvers => ({
  __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
  sessions: (shop, args, { caller }) =>
    listSessions(db, {
      shopId: ownShop(caller, shop.id, 'id'),
      states: args.states ?? null,
      order: args.orderBy ?? 'WAITING_DESC',
      after: args.after ? fromCursor(args.after) : null,
      first: pageSize(args.first, usualPage),
    }),
});

/** The count is a query of its own, run only when a client selects it. */
export const createSessionConnection = (db: Database): SessionConnectionResolvers => ({
  edges: ({ rows }) => rows.map(({ view, place }) => ({ cursor: toCursor(place), node: view })),
  nodes: ({ rows }) => rows.map(({ view }) => view),
  pageInfo: ({ rows, more }) => {
    const end = rows.at(-1);
    return { hasNextPage: more, endCursor: end ? toCursor(end.place) : null };
  },
  totalCount: ({ filter }) => countSessions(db, filter),
});
