import type { Language } from '#libs/calendar/index';
import type { Preset, ShopPolicy } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { bigint, flag, integer, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';

/** A number that is switched off, as it is stored: null is what nobody has told yet. */
export const off = -1;

const deskTerms = 'DeskTerms1795830300000';

/** What this service keeps of a shop: zone, language of its buyers, timeouts that sessions freeze at their opening (SES-14), and how orders age (RTE-19). */
export const shopCopyTable = table('shop_copy', {
  shopId: uuid().key(),
  version: bigint(),
  timeZone: text(),
  policyVersion: bigint(),
  holdMinutes: integer(),
  idleAfterAgentMinutes: integer().null(),
  idleAfterBuyerMinutes: integer().null(),
  botFirst: flag().added('BotFirst1795824000000'),
  buyerLanguage: text<ShopPolicy['buyerLanguage']>().added('BuyerLanguage1795800400000'),
  preset: text<Preset>().added('ShopPlatform1795826100000'),
  orderValidityDays: integer().added('OrderTerms1795818100000'),
  afterSalesPeriodDays: integer().added('OrderTerms1795818100000'),
  messageRecallMinutes: integer().added('MessageTerms1795830000000'),
  outboundMessages: integer().added('OutboundQuota1795835500000'),
  outboundHours: integer().added('OutboundQuota1795835500000'),
  outboundTexts: flag().added('MessageTerms1795830000000'),
  courtesyReopens: flag().added(deskTerms),
  closingHintMinutes: integer().added(deskTerms),
  slowReplySeconds: integer().added(deskTerms),
  dailyReminderMinute: integer().added(deskTerms),
});

export type ShopCopy = RowOf<typeof shopCopyTable>;

const save = insertRows(shopCopyTable, {
  name: 'shop-copies-save',
  onConflict: { update: changing(shopCopyTable), where: 't.version < excluded.version' },
});

const known: Statement = { name: 'shop-copy-known', text: 'SELECT 1 FROM shop_copy WHERE shop_id = $1' };

const voice: Statement = {
  name: 'shop-copy-voice',
  text: 'SELECT time_zone AS "timeZone", buyer_language AS "buyerLanguage", preset FROM shop_copy WHERE shop_id = $1',
};
const lock: Statement = { name: 'shop-copy-lock', text: 'SELECT 1 FROM shop_copy WHERE shop_id = $1 FOR UPDATE' };

/** Keeps the newest snapshot of each shop, one entry per shop. An older snapshot never overwrites a newer one. */
export const saveShopCopies = async (tx: Tx, copies: readonly ShopCopy[]): Promise<void> => void (await tx.query(save, [jsonRows(copies)]));

export const isShopKnown = async (tx: Tx, shopId: string): Promise<boolean> => (await tx.query(known, [shopId])).length > 0;

/** Holds a shop until the commit. */
export const lockShop = async (tx: Tx, shopId: string): Promise<void> => void (await tx.query(lock, [shopId]));

/** How the system speaks to a shop's buyers. */
export interface Voice {
  readonly timeZone: string;
  readonly language: Language;
}

export const voiceOf = ({ timeZone, buyerLanguage }: Pick<ShopCopy, 'timeZone' | 'buyerLanguage'>): Voice => ({
  timeZone,
  language: buyerLanguage === 'EN' ? 'en' : 'zh',
});

export const readVoice = async (tx: Tx, shopId: string): Promise<(Voice & Pick<ShopCopy, 'preset'>) | undefined> =>
  (await tx.query<Pick<ShopCopy, 'timeZone' | 'buyerLanguage' | 'preset'>>(voice, [shopId])).map((row) => ({
    ...voiceOf(row),
    preset: row.preset,
  }))[0];

/** A number of the shop's policy: the usual one while nobody has told it, null where it is off. */
export const toldNumber = (stored: number | null, usual: number | null): number | null =>
  stored === null ? usual : stored === off ? null : stored;
