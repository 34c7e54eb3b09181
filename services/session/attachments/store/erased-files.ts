import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { table, uuid } from '#libs/platform/database/table';

/** Files of erased buyers that are still to be removed: noted in the transaction that takes them out of their messages. */
export const erasedFileTable = table('erased_file', { shopId: uuid().key(), id: uuid().key() });

const takeOut: Statement = {
  name: 'erased-files-take-out',
  text: `WITH gone AS (DELETE FROM attachment WHERE buyer_id = ANY ($1::uuid[]) RETURNING shop_id, id, session_id, ordinal),
      emptied AS (UPDATE message AS m SET attachments = NULL FROM gone WHERE m.session_id = gone.session_id AND m.ordinal = gone.ordinal)
    INSERT INTO erased_file (shop_id, id) SELECT DISTINCT shop_id, id FROM gone ON CONFLICT DO NOTHING`,
};

const some: Statement = { name: 'erased-files-some', text: 'SELECT id FROM erased_file WHERE shop_id = $1 ORDER BY id LIMIT 500' };

const removed: Statement = { name: 'erased-files-removed', text: 'DELETE FROM erased_file WHERE shop_id = $1 AND id = ANY ($2::uuid[])' };

const shops: Statement = { name: 'erased-files-shops', text: 'SELECT DISTINCT shop_id AS id FROM erased_file LIMIT 1000' };

/** Takes all files out of these buyers' messages, and notes that they are to be removed. */
export const takeOutOf = (tx: Tx, buyers: readonly string[]): void => tx.send(takeOut, [buyers]);

/** Some of the shop's files that are to be removed; none: there is none left. */
export const someErased = async (tx: Tx, shopId: string): Promise<string[]> =>
  (await tx.query<{ id: string }>(some, [shopId])).map(({ id }) => id);

/** These are removed, or stay since somebody else has them too. */
export const noteRemoved = (tx: Tx, shopId: string, ids: readonly string[]): void => tx.send(removed, [shopId, ids]);

/** Shops in which files are to be removed. For the worker role. */
export const shopsWithErased = async (workerDb: Database): Promise<string[]> =>
  (await workerDb.transaction([], (tx) => tx.query<{ id: string }>(shops))).map(({ id }) => id);
