import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { Buyer } from '../domain/session';
import { buyerTable, toBuyer, type BuyerRow } from './buyer-table';

const byId: Statement = { name: 'buyers-by-id', text: `SELECT ${selectList(buyerTable, 'b')} FROM buyer b WHERE id = ANY ($1::uuid[])` };

/** Those of the buyers that the transaction's shops have. */
export const readBuyers = async (tx: Tx, ids: readonly string[]): Promise<Buyer[]> => (await tx.query<BuyerRow>(byId, [ids])).map(toBuyer);
