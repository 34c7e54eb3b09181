import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { instant, table, text, uuid } from '#libs/platform/database/table';
import { jsonRows, recordset } from '#libs/platform/database/write-rows';

/** When a shop opens or closes next. */
export const deadlineTable = table(
  'deadline',
  { shopId: uuid().key(), kind: text<'RECEPTION'>().key(), dueAt: instant() },
  { indices: [{ name: 'deadline_due', fields: ['dueAt'] }] },
);

const save: Statement = {
  name: 'routing-save-deadlines',
  text: `WITH k AS (SELECT * FROM ${recordset(deadlineTable, ['shopId', 'dueAt'])}),
    gone AS (DELETE FROM deadline d USING k WHERE d.shop_id = k."shopId" AND d.kind = 'RECEPTION' AND k."dueAt" IS NULL)
    INSERT INTO deadline (shop_id, kind, due_at) SELECT "shopId", 'RECEPTION', "dueAt" FROM k WHERE "dueAt" IS NOT NULL
    ON CONFLICT (shop_id, kind) DO UPDATE SET due_at = excluded.due_at`,
};

const due: Statement = {
  name: 'routing-due-shops',
  text: `SELECT shop_id AS id FROM deadline WHERE due_at <= $1 ORDER BY due_at, shop_id LIMIT 1000`,
};

/** Sets when the worker wakes the shops whose next opening or closing has moved; null = never. */
export function saveDeadlines(tx: Tx, rows: readonly { readonly shopId: string; readonly dueAt: Date | null }[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}

/** Shops whose deadline has come, the longest due first. For the worker role. */
export async function dueShops(workerDb: Database, now: Date): Promise<string[]> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(due, [now]));
  return rows.map(({ id }) => id);
}
