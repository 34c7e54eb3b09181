import { AppError } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type { Deps } from '#libs/service/run-service';
import type { QueryResolvers } from '../../generated/resolver-types';
import { readInbox } from '../app/read-inbox';
import { pageSize } from './cursors';
import { noStatuses } from './no-statuses';

/** Sessions in one answer at most; nobody answers more at once. */
const most = 500;
const usualPage = 100;

/** The caller's own sessions; whoever is no account has none. */
export const createInbox =
  ({ readDb }: Pick<Deps, 'readDb'>): QueryResolvers['inbox'] =>
  async (_root, { ids, orderStatuses, first }, { caller: { shop, account } }) => {
    if ((ids?.length ?? 0) > most) throw tooMany;
    if (orderStatuses?.length === 0) throw noStatuses;
    const size = pageSize(first, usualPage, most);
    if (shop === null || account === null) return [];
    return readInbox(readDb, {
      ...{ shopId: shop, agentId: account, most: size },
      among: ids?.filter(isId) ?? null,
      orderStatuses: orderStatuses ?? null,
    });
  };

const tooMany = new AppError('BAD_USER_INPUT', 'ids names too many sessions.', { field: 'ids', expected: `at most ${most} ids` });
