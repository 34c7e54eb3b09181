import { ownShop } from '#libs/platform/access/access';
import type { Deps } from '#libs/service/run-service';
import type { SessionConnectionResolvers, ShopResolvers } from '../../generated/resolver-types';
import { deskFilter } from '../../desk/app/desk-filter';
import { listSessions } from '../app/list-sessions';
import { askedSessions } from './asked-sessions';
import { fromCursor, pageSize, toCursor } from './cursors';
import { connectionOf } from './session-connection';

const usualPage = 20;

/** A shop's list of sessions (SES-20). */
export const createShop = (deps: Pick<Deps, 'readDb' | 'clock'>): ShopResolvers => ({
  __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
  sessions: async (shop, args, { caller }) => {
    const asked = askedSessions(caller, ownShop(caller, shop.id, 'id'), args);
    const filter = args.list ? await deskFilter(deps, args.list, { asked, args, account: caller.account }) : asked;
    const order = args.orderBy ?? 'WAITING_DESC';
    const [after, first] = [fromCursor(args.after || null, order), pageSize(args.first, usualPage)];
    return connectionOf(await listSessions(deps, { filter, order, after, first }), toCursor);
  },
});

/** Of any list of sessions. */
export const sessionConnection: SessionConnectionResolvers = {
  edges: ({ edges }) => [...edges],
  nodes: ({ edges }) => edges.map(({ node }) => node),
  pageInfo: ({ edges, more }) => ({ hasNextPage: more, endCursor: edges.at(-1)?.cursor ?? null }),
  totalCount: ({ count }) => count(),
};
