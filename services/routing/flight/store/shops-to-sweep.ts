import type { Database, Statement } from '#libs/platform/database/database';

const sweep: Statement = { name: 'routing-shops-to-sweep', text: `SELECT id FROM shop_state WHERE sweep_due LIMIT 200` };

/** Shops in which somebody waits who could move. For the worker role. */
export async function shopsToSweep(workerDb: Database): Promise<string[]> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(sweep));
  return rows.map(({ id }) => id);
}
