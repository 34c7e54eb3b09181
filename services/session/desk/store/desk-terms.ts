import { policyDefaults } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { shopCopyTable, toldNumber, voiceOf, type ShopCopy } from '../../copies/store/shop-copy';
import type { HintTerms } from '../domain/hints';
import type { ReminderTerms } from '../domain/daily-reminder';

/** What the desk needs of a shop's settings. */
export interface DeskTerms extends HintTerms, ReminderTerms {
  readonly policyVersion: number;
  readonly slowReplySeconds: number | null;
}

const columns = selectList(shopCopyTable, 's');
const read: Statement = { name: 'desk-terms', text: `SELECT ${columns} FROM shop_copy AS s WHERE shop_id = ANY ($1::uuid[])` };

/* In order of their keys, as snapshots take them. */
const lock: Statement = {
  name: 'desk-terms-lock',
  text: `SELECT ${columns} FROM shop_copy AS s WHERE shop_id = ANY ($1::uuid[]) ORDER BY shop_id FOR UPDATE`,
};

const termsBy = (rows: readonly ShopCopy[]): ReadonlyMap<string, DeskTerms> => new Map(rows.map((row) => [row.shopId, termsOf(row)]));

export const readDeskTerms = async (tx: Tx, shops: readonly string[]): Promise<ReadonlyMap<string, DeskTerms>> =>
  termsBy(await tx.query<ShopCopy>(read, [shops]));

/** Holds the shops until the commit. */
export const lockDeskTerms = async (tx: Tx, shops: readonly string[]): Promise<ReadonlyMap<string, DeskTerms>> =>
  termsBy(await tx.query<ShopCopy>(lock, [shops]));

const termsOf = (row: ShopCopy): DeskTerms => ({
  ...voiceOf(row),
  policyVersion: row.policyVersion,
  closingHintMinutes: toldNumber(row.closingHintMinutes, policyDefaults.closingHintMinutes),
  slowReplySeconds: toldNumber(row.slowReplySeconds, policyDefaults.slowReplySeconds),
  dailyReminderMinute: toldNumber(row.dailyReminderMinute, policyDefaults.dailyReminderMinute),
});
