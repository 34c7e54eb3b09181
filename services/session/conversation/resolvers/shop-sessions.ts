import { ownShop } from '#libs/platform/access/access';
import { AppError } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import type { SessionConnectionResolvers, ShopResolvers } from '../../generated/resolver-types';
import { countSessions, listSessions } from '../app/list-sessions';
import { fromCursor, pageSize, toCursor } from './cursors';
import { noStatuses } from './no-statuses';

const usualPage = 20;

/** A shop's list of sessions (SES-20). */
export const createShop = (deps: Pick<Deps, 'readDb' | 'clock'>): ShopResolvers => ({
  __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
  sessions: (shop, args, { caller }) => {
    if (args.states?.length === 0) throw noStates;
    if (args.orderStatuses?.length === 0) throw noStatuses;
    return listSessions(deps, {
      shopId: ownShop(caller, shop.id, 'id'),
      states: args.states ?? null,
      orderStatuses: args.orderStatuses ?? null,
      order: args.orderBy ?? 'WAITING_DESC',
      after: fromCursor(args.after || null),
      first: pageSize(args.first, usualPage),
    });
  },
});

const noStates = new AppError('BAD_USER_INPUT', 'states is empty, so no session could be listed.', {
  field: 'states',
  expected: 'at least one state, or no states for every open session',
});

/** The count is a query of its own, run only when a client selects it. */
export const createSessionConnection = ({ readDb }: Pick<Deps, 'readDb'>): SessionConnectionResolvers => ({
  edges: ({ rows }) => rows.map(({ view, cursor }) => ({ cursor: toCursor(cursor), node: view })),
  nodes: ({ rows }) => rows.map(({ view }) => view),
  pageInfo: ({ rows, more }) => {
    const end = rows.at(-1);
    return { hasNextPage: more, endCursor: end ? toCursor(end.cursor) : null };
  },
  totalCount: ({ filter }) => countSessions(readDb, filter),
});
