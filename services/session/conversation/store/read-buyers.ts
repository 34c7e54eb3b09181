import type { Statement, Tx } from '#libs/platform/database/database';
import type { Buyer } from '../domain/session';
import { toBuyer, type BuyerRow } from './buyer-row';

const byId: Statement = { name: 'buyers-by-id', text: 'SELECT * FROM buyer WHERE id = ANY ($1::uuid[])' };

/** Those of the buyers that the transaction's shops have. */
export const readBuyers = async (tx: Tx, ids: readonly string[]): Promise<Buyer[]> => (await tx.query<BuyerRow>(byId, [ids])).map(toBuyer);
