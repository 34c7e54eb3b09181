import { resolvePolicy, type EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { newestOf } from '#libs/platform/database/newest-of';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { SettingsTimeline } from '../../figures/domain/settings-timeline';
import { shopCopyTable } from './shop-copy-table';

export type ShopCopy = Omit<RowOf<typeof shopCopyTable>, 'timeline'>;

const told = shopCopyTable.fields.filter((field) => field !== 'timeline');

const save = insertRows(shopCopyTable, {
  name: 'shop-copy-save',
  fields: told,
  onConflict: { update: changing(shopCopyTable).filter((field) => field !== 'timeline'), where: 't.version < excluded.version' },
});

const load: Statement = {
  name: 'shop-copy-load',
  text: `SELECT ${selectList(shopCopyTable, 'c', told)} FROM shop_copy AS c WHERE shop_id = $1`,
};

const timelines: Statement = {
  name: 'shop-timelines',
  text: `SELECT shop_id AS "shopId", timeline FROM shop_copy
    WHERE shop_id = ANY (current_setting('jiedai.shops')::uuid[]) AND timeline IS NOT NULL`,
};

const saveTimelines: Statement = { name: 'shop-timeline-save', text: 'UPDATE shop_copy SET timeline = $2 WHERE shop_id = $1' };

/** Keeps the newest snapshot of each shop; an older one changes nothing. */
export function saveShopCopies(tx: Tx, events: readonly EventOf<'shop-changed'>[]): void {
  if (events.length === 0) return;
  const copies = newestOf(events.map(({ value }) => value)).map(({ shopId, version, timeZone, policy }) => {
    return { shopId, version, timeZone, excludeFaqOnly: resolvePolicy(policy).faqOnlySessions === 'EXCLUDE' } satisfies ShopCopy;
  });
  tx.send(save, [jsonRows(copies)]);
}

export const loadShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> => (await tx.query<ShopCopy>(load, [shopId]))[0];

/** What held in the shops of the transaction and when, as far as it is known. */
export const loadTimelines = async (tx: Tx): Promise<ReadonlyMap<string, SettingsTimeline>> =>
  new Map(
    (await tx.query<{ shopId: string; timeline: SettingsTimeline }>(timelines)).map(({ shopId, timeline }) => [shopId, timeline] as const),
  );

export const saveTimeline = (tx: Tx, shopId: string, timeline: SettingsTimeline): void =>
  tx.send(saveTimelines, [shopId, JSON.stringify(timeline)]);
