import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, recordset } from '#libs/platform/database/write-rows';
import type { ShopAlert } from '../domain/shop-alert';
import { alertTable } from './alert-table';

const columns = selectList(alertTable, 'a');

/* What is known by its id, or open by its key, is no second alert. */
const insert = insertRows(alertTable, { name: 'alerts-insert', onConflict: 'ignore', returning: ['alertId'] });

const clear: Statement = {
  name: 'alerts-clear',
  text: `UPDATE alert AS a SET cleared_at = k."clearedAt" FROM ${recordset(alertTable, ['shopId', 'alertId', 'clearedAt'])}
    WHERE a.shop_id = k."shopId" AND a.alert_id = k."alertId" AND a.cleared_at IS NULL RETURNING ${columns}`,
};

const page = (name: string, condition: string): Statement => ({
  name,
  text: `SELECT ${columns} FROM alert AS a WHERE shop_id = $1 AND (raised_at, alert_id) < ($2, $3) ${condition} ORDER BY raised_at DESC, alert_id DESC LIMIT $4`,
});

const all = page('alerts-page', '');
const open = page('alerts-open-page', 'AND cleared_at IS NULL');

const openOfKeys: Statement = {
  name: 'alerts-open-of-keys',
  text: `SELECT ${columns} FROM alert AS a WHERE shop_id = $1 AND key = ANY ($2::text[]) AND cleared_at IS NULL ORDER BY raised_at, alert_id`,
};

export interface AlertPlace {
  readonly raisedAt: Date;
  readonly alertId: string;
}

type Cleared = Pick<ShopAlert, 'shopId' | 'alertId'> & { readonly clearedAt: Date };

/** Stores alerts, and answers those that were not there. */
export async function insertAlerts(tx: Tx, alerts: readonly ShopAlert[]): Promise<ShopAlert[]> {
  const stored = new Set((await tx.query<{ alertId: string }>(insert, [jsonRows(alerts)])).map(({ alertId }) => alertId));
  return alerts.filter(({ alertId }) => stored.has(alertId));
}

/** Closes alerts, and answers those that were open, in the order asked for. */
export async function clearAlerts(tx: Tx, cleared: readonly Cleared[]): Promise<ShopAlert[]> {
  const rows = await tx.query<ShopAlert & Record<string, unknown>>(clear, [jsonRows(cleared)]);
  const byId = new Map(rows.map((alert) => [alert.alertId, alert]));
  return cleared.flatMap(({ alertId }) => byId.get(alertId) ?? []);
}

/** The shop's alerts behind a place, those raised last first. */
export const alertsBehind = (tx: Tx, shopId: string, place: AlertPlace, onlyOpen: boolean, limit: number): Promise<ShopAlert[]> =>
  tx.query<ShopAlert & Record<string, unknown>>(onlyOpen ? open : all, [shopId, place.raisedAt, place.alertId, limit]);

export const openAlerts = (tx: Tx, shopId: string, keys: readonly string[]): Promise<ShopAlert[]> =>
  tx.query<ShopAlert & Record<string, unknown>>(openOfKeys, [shopId, keys]);
