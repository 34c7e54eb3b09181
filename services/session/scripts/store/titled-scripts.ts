import type { Statement, Tx } from '#libs/platform/database/database';
import type { Script } from '../domain/script';
import { scriptColumns } from './scripts';

const titled: Statement = {
  name: 'scripts-titled',
  text: `SELECT ${scriptColumns} FROM script s WHERE s.shop_id = $1 AND s.title = ANY ($2::text[]) AND s.deleted_at IS NULL ORDER BY s.position, s.id`,
};

/** The scripts that have one of these titles, in their order. No statement for none. */
export const scriptsTitled = async (tx: Tx, shopId: string, titles: readonly string[]): Promise<Script[]> =>
  titles.length === 0 ? [] : tx.query<Script & Record<string, unknown>>(titled, [shopId, titles]);
