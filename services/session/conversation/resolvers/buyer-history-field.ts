import type { Deps } from '#libs/service/run-service';
import type { BuyerResolvers } from '../../generated/resolver-types';
import { readHistory } from '../app/read-history';
import { fromHistoryCursor, pageSize, toHistoryCursor } from './cursors';
import { connectionOf } from './session-connection';

const usualPage = 20;

/** A buyer's sessions, the latest first (SES-5). */
export const buyerHistory =
  ({ readDb }: Pick<Deps, 'readDb'>): BuyerResolvers['sessions'] =>
  async (buyer, { first, after }) =>
    connectionOf(await readHistory(readDb, buyer, fromHistoryCursor(after || null), pageSize(first, usualPage)), toHistoryCursor);
