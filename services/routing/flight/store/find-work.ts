import type { Database, Statement } from '#libs/platform/database/database';

const limit = 200;

const due: Statement = {
  name: 'routing-due-shops',
  text: `SELECT shop_id AS id FROM deadline WHERE due_at <= $1 ORDER BY due_at, shop_id LIMIT ${limit}`,
};

const sweep: Statement = { name: 'routing-shops-to-sweep', text: `SELECT id FROM shop_state WHERE sweep_due LIMIT ${limit}` };

/** Shops whose deadline has come, the longest due first. For the worker role. */
export const dueShops = (workerDb: Database, now: Date): Promise<string[]> => idsOf(workerDb, due, [now]);

/** Shops in which somebody waits who could move. For the worker role. */
export const shopsToSweep = (workerDb: Database): Promise<string[]> => idsOf(workerDb, sweep, []);

async function idsOf(workerDb: Database, statement: Statement, values: readonly unknown[]): Promise<string[]> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(statement, values));
  return rows.map(({ id }) => id);
}
