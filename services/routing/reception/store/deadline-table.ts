import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { instant, table, text, uuid } from '#libs/platform/database/table';
import { jsonRows, recordset } from '#libs/platform/database/write-rows';

/** WAKE: time alone moves somebody. */
export type DeadlineKind = 'RECEPTION' | 'WAKE' | 'STALE_PRESENCE';

/**
 * When a shop opens or closes next; when its agents are looked at for one of whom nothing is heard (RTE-60); and when time alone moves somebody: a wait has lasted too
 * long or brings more agents, an agent's rate allows the next one, an offer was not answered in time, or a shift is about to end.
 */
export const deadlineTable = table(
  'deadline',
  { shopId: uuid().key(), kind: text<DeadlineKind>().key(), dueAt: instant() },
  { indices: [{ name: 'deadline_due', fields: ['dueAt'] }] },
);

const save: Statement = {
  name: 'routing-save-deadlines',
  text: `WITH k AS (SELECT * FROM ${recordset(deadlineTable, ['shopId', 'kind', 'dueAt'])}),
    gone AS (DELETE FROM deadline d USING k WHERE d.shop_id = k."shopId" AND d.kind = k.kind AND k."dueAt" IS NULL)
    INSERT INTO deadline (shop_id, kind, due_at) SELECT "shopId", kind, "dueAt" FROM k WHERE "dueAt" IS NOT NULL
    ON CONFLICT (shop_id, kind) DO UPDATE SET due_at = excluded.due_at`,
};

const due: Statement = {
  name: 'routing-due-shops',
  text: `SELECT shop_id AS id FROM deadline WHERE due_at <= $1 AND kind IN ('RECEPTION', 'WAKE') GROUP BY shop_id ORDER BY min(due_at), shop_id LIMIT 1000`,
};

const wakes: Statement = {
  name: 'routing-read-wakes',
  text: `SELECT shop_id AS id, due_at AS "dueAt" FROM deadline WHERE shop_id = ANY ($1::uuid[]) AND kind = 'WAKE'`,
};

/** Sets when the worker wakes shops; null = never. */
export function saveDeadlines(
  tx: Tx,
  rows: readonly { readonly shopId: string; readonly kind: DeadlineKind; readonly dueAt: Date | null }[],
): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}

/** Shops whose deadline has come, the longest due first. For the worker role. */
export async function dueShops(workerDb: Database, now: Date): Promise<string[]> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(due, [now]));
  return rows.map(({ id }) => id);
}

/** When the shops are woken for those who wait. */
export async function readWakes(tx: Tx, shopIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = shopIds.length === 0 ? [] : await tx.query<{ id: string; dueAt: Date }>(wakes, [shopIds]);
  return new Map(rows.map(({ id, dueAt }) => [id, dueAt]));
}
