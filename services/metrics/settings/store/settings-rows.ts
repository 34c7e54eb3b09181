import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { ShopTold } from '../domain/timeline-of';
import { exemptRangeTable, metricSettingsTable } from './settings-tables';

export type MetricSettingsRow = RowOf<typeof metricSettingsTable>;
export type ExemptRangeRow = RowOf<typeof exemptRangeTable>;

const loadSettings: Statement = {
  name: 'metric-settings-load',
  text: `SELECT ${selectList(metricSettingsTable, 's')} FROM metric_settings AS s WHERE shop_id = ANY ($1::uuid[]) ORDER BY shop_id, version`,
};

const loadExempt: Statement = {
  name: 'exempt-ranges-load',
  text: `SELECT ${selectList(exemptRangeTable, 'e')} FROM exempt_range AS e WHERE shop_id = ANY ($1::uuid[]) ORDER BY shop_id, from_at, range_id`,
};

const loadSnapshots: Statement = {
  name: 'shop-snapshots',
  text: `SELECT shop_id AS "shopId", value FROM fact WHERE stream = 'shop-changed' AND shop_id = ANY ($1::uuid[]) AND type = 'snapshot'`,
};

const insertSettings = insertRows(metricSettingsTable, { name: 'metric-settings-insert' });
const insertExempt = insertRows(exemptRangeTable, { name: 'exempt-range-insert' });
const removeExempt: Statement = {
  name: 'exempt-range-remove',
  text: 'DELETE FROM exempt_range WHERE shop_id = $1 AND range_id = $2 RETURNING range_id',
};

export const loadSettingsVersions = (tx: Tx, shopIds: readonly string[]): Promise<MetricSettingsRow[]> => tx.query(loadSettings, [shopIds]);

export const loadExemptRanges = (tx: Tx, shopIds: readonly string[]): Promise<ExemptRangeRow[]> => tx.query(loadExempt, [shopIds]);

/** All snapshots of shops that the log has; they are kept for ever. */
export const loadShopSnapshots = (tx: Tx, shopIds: readonly string[]): Promise<{ shopId: string; value: ShopTold }[]> =>
  tx.query(loadSnapshots, [shopIds]);

export const insertSettingsVersion = (tx: Tx, row: MetricSettingsRow): void => tx.send(insertSettings, [jsonRows([row])]);

export const insertExemptRange = (tx: Tx, row: ExemptRangeRow): void => tx.send(insertExempt, [jsonRows([row])]);

/** Whether there was one. */
export const removeExemptRange = async (tx: Tx, shopId: string, rangeId: string): Promise<boolean> =>
  (await tx.query(removeExempt, [shopId, rangeId])).length > 0;
