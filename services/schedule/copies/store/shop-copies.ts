import type { HolidayMode, Language } from '#libs/calendar/index';
import { resolvePolicy, type EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { newestOf } from '#libs/platform/database/newest-of';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { shopCopyTable, type ShopCopyRow } from './shop-copy-table';

/** A shop as this service knows it. */
export interface ShopCopy {
  readonly timeZone: string;
  readonly policyVersion: number;
  readonly holidayMode: HolidayMode | null;
  /** Of what the system says to buyers by itself. */
  readonly language: Language;
}

const save = insertRows(shopCopyTable, {
  name: 'shop-copy-save',
  onConflict: { update: changing(shopCopyTable), where: 't.version < excluded.version' },
});
const columns = selectList(shopCopyTable, 'c');
const load: Statement = { name: 'shop-copy-load', text: `SELECT ${columns} FROM shop_copy AS c WHERE shop_id = $1` };
const lock: Statement = {
  name: 'shop-copies-lock',
  text: `SELECT ${columns} FROM shop_copy AS c WHERE shop_id = ANY ($1::uuid[]) ORDER BY shop_id FOR UPDATE`,
};

const copyOf = ({ timeZone, policyVersion, holidayMode, buyerLanguage }: ShopCopyRow): ShopCopy => ({
  timeZone,
  policyVersion,
  language: buyerLanguage === 'EN' ? 'en' : 'zh',
  holidayMode: holidayMode && { from: new Date(holidayMode.from), to: holidayMode.to === null ? null : new Date(holidayMode.to) },
});

/** Keeps the newest snapshot of each shop; an older one changes nothing. */
export function saveShopCopies(tx: Tx, events: readonly EventOf<'shop-changed'>[]): Promise<void> {
  const rows = events.map(({ value }) => ({ ...value, buyerLanguage: resolvePolicy(value.policy).buyerLanguage }));
  tx.send(save, [jsonRows(newestOf(rows))]);
  return Promise.resolve();
}

export const loadShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> =>
  (await tx.query<ShopCopyRow>(load, [shopId])).map(copyOf)[0];

export const lockShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> =>
  (await lockShopCopies(tx, [shopId])).get(shopId);

/** Locks the shops that are known, in order. */
export const lockShopCopies = async (tx: Tx, shopIds: readonly string[]): Promise<ReadonlyMap<string, ShopCopy>> =>
  new Map((await tx.query<ShopCopyRow>(lock, [shopIds])).map((row) => [row.shopId, copyOf(row)]));
