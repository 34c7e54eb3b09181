import type { Deps } from '#libs/service/run-service';
import type { BuyerResolvers } from '../../generated/resolver-types';
import { readHistory } from '../app/read-history';
import { fromHistoryCursor, pageSize, toHistoryCursor } from './cursors';
import { connectionOf } from './session-connection';

const usualPage = 20;

/** A buyer's sessions, the latest first (SES-5). */
export const buyerHistory =
  ({ readDb }: Pick<Deps, 'readDb'>): BuyerResolvers['sessions'] =>
  async ({ id, shopId }, { first, after }, { caller }) =>
    connectionOf(
      await readHistory(
        readDb,
        { id, shopId, isOwn: caller.roles.includes('BUYER') },
        fromHistoryCursor(after || null),
        pageSize(first, usualPage),
      ),
      toHistoryCursor,
    );
