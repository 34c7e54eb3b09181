import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { instant, json, table, text, uuid } from '#libs/platform/database/table';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { ToldAlert } from '../domain/alert-changes';

/** Which alerts of a shop are open, and what was amiss when they were last looked at. */
export const toldAlertsTable = table(
  'told_alerts',
  {
    shopId: uuid().key(),
    amiss: text().null(),
    open: json<readonly ToldAlert[]>(),
    /** When they are looked at whatever a flight says: what time alone ends, and what was read while it changed. */
    lookAt: instant().null(),
  },
  {
    indices: [
      { name: 'told_alerts_amiss', fields: ['shopId'], where: 'amiss IS NOT NULL' },
      { name: 'told_alerts_due', fields: ['lookAt'], where: 'look_at IS NOT NULL' },
    ],
  },
);

const due: Statement = {
  name: 'routing-shops-due-for-alerts',
  text: `SELECT coalesce(s.id, t.shop_id) AS id FROM (SELECT id, amiss FROM shop_state WHERE amiss IS NOT NULL) s
      FULL JOIN (SELECT shop_id, amiss FROM told_alerts WHERE amiss IS NOT NULL) t ON t.shop_id = s.id WHERE s.amiss IS DISTINCT FROM t.amiss
    UNION SELECT shop_id FROM told_alerts WHERE look_at <= $1 LIMIT 200`,
};

const begin: Statement = {
  name: 'routing-begin-told-alerts',
  text: `INSERT INTO told_alerts (shop_id, open) VALUES ($1, '[]') ON CONFLICT DO NOTHING`,
};

const lock: Statement = { name: 'routing-lock-told-alerts', text: 'SELECT open FROM told_alerts WHERE shop_id = $1 FOR UPDATE' };

const amissNow: Statement = { name: 'routing-amiss-now', text: 'SELECT amiss FROM shop_state WHERE id = $1' };

const save = updateRows(toldAlertsTable, { name: 'routing-save-told-alerts' });

const ask = insertRows(toldAlertsTable, {
  name: 'routing-ask-for-alerts',
  fields: ['shopId', 'open', 'lookAt'],
  onConflict: { update: ['lookAt'] },
});

/** Shops in which something else is amiss than was told, or that are due. For the worker role. */
export async function shopsDueForAlerts(workerDb: Database, now: Date): Promise<string[]> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(due, [now]));
  return rows.map(({ id }) => id);
}

/** Holds the shop's open alerts until the transaction ends. `amiss` is read behind the lock, and before what the alerts follow from. */
export async function lockTold(tx: Tx, shopId: string): Promise<{ readonly open: readonly ToldAlert[]; readonly amiss: string | null }> {
  tx.send(begin, [shopId]);
  const [[told], [state]] = await Promise.all([
    tx.query<{ open: ToldAlert[] }>(lock, [shopId]),
    tx.query<{ amiss: string | null }>(amissNow, [shopId]),
  ]);
  return { open: told?.open ?? [], amiss: state?.amiss ?? null };
}

export const saveTold = (
  tx: Tx,
  row: { readonly shopId: string; readonly amiss: string | null; readonly open: readonly ToldAlert[]; readonly lookAt: Date | null },
): void => tx.send(save, [jsonRows([row])]);

/** Has a shop's alerts looked at soon, for what no flight knows of. */
export const askForAlerts = (tx: Tx, shopId: string, now: Date): void => tx.send(ask, [jsonRows([{ shopId, open: [], lookAt: now }])]);
