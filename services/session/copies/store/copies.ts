import type { Statement, Tx } from '#libs/platform/database/database';

/** What this service keeps of a shop: its zone and the timeouts that sessions freeze at their opening (SES-14). */
export interface ShopCopy {
  readonly shopId: string;
  readonly version: number;
  readonly timeZone: string;
  readonly policyVersion: number;
  readonly holdMinutes: number;
  readonly idleAfterAgentMinutes: number | null;
  readonly idleAfterBuyerMinutes: number | null;
}

export interface AccountCopy {
  readonly accountId: string;
  readonly shopId: string;
  readonly version: number;
  readonly roles: readonly string[];
  readonly active: boolean;
}

/** One version of a shop's reception hours, for the text of its closed notice; null = ours. */
export interface NoticeCopy {
  readonly shopId: string;
  readonly version: number;
  readonly closedNotice: string | null;
}

const saveShops: Statement = {
  name: 'shop-copies-save',
  text: `INSERT INTO shop_copy AS c SELECT * FROM json_populate_recordset(NULL::shop_copy, $1::json) ORDER BY shop_id
    ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, time_zone = excluded.time_zone, policy_version = excluded.policy_version,
      hold_minutes = excluded.hold_minutes, idle_after_agent_minutes = excluded.idle_after_agent_minutes,
      idle_after_buyer_minutes = excluded.idle_after_buyer_minutes WHERE c.version < excluded.version`,
};

const saveAccounts: Statement = {
  name: 'account-copies-save',
  text: `INSERT INTO account_copy AS c SELECT * FROM json_populate_recordset(NULL::account_copy, $1::json) ORDER BY account_id
    ON CONFLICT (account_id) DO UPDATE SET version = excluded.version, roles = excluded.roles, active = excluded.active WHERE c.version < excluded.version`,
};

const saveNotices: Statement = {
  name: 'schedule-copies-save',
  text: `INSERT INTO schedule_copy SELECT * FROM json_populate_recordset(NULL::schedule_copy, $1::json) ORDER BY shop_id, version
    ON CONFLICT (shop_id, version) DO NOTHING`,
};

const readShop: Statement = { name: 'shop-copy-read', text: 'SELECT 1 AS known FROM shop_copy WHERE shop_id = $1' };

const readInactive: Statement = {
  name: 'accounts-inactive',
  text: 'SELECT account_id FROM account_copy WHERE account_id = ANY ($1::uuid[]) AND NOT active',
};

const readNotices: Statement = {
  name: 'notices-read',
  text: `SELECT k.shop_id, k.version, n.closed_notice FROM unnest($1::uuid[], $2::bigint[]) AS k (shop_id, version)
    LEFT JOIN LATERAL (SELECT c.closed_notice FROM schedule_copy c WHERE c.shop_id = k.shop_id AND c.version <= k.version ORDER BY c.version DESC LIMIT 1) AS n ON true`,
};

/** Keeps the newest snapshot of each shop; one entry per shop. An older snapshot never overwrites a newer. */
export async function saveShopCopies(tx: Tx, copies: readonly ShopCopy[]): Promise<void> {
  const rows = copies.map((copy) => ({
    shop_id: copy.shopId,
    version: copy.version,
    time_zone: copy.timeZone,
    policy_version: copy.policyVersion,
    hold_minutes: copy.holdMinutes,
    idle_after_agent_minutes: copy.idleAfterAgentMinutes,
    idle_after_buyer_minutes: copy.idleAfterBuyerMinutes,
  }));
  await tx.query(saveShops, [JSON.stringify(rows)]);
}

/** As saveShopCopies, for accounts. */
export async function saveAccountCopies(tx: Tx, copies: readonly AccountCopy[]): Promise<void> {
  const rows = copies.map(({ accountId, shopId, version, roles, active }) => ({
    account_id: accountId,
    shop_id: shopId,
    version,
    roles,
    active,
  }));
  await tx.query(saveAccounts, [JSON.stringify(rows)]);
}

/** Keeps every version of a schedule's notice; a version never changes. */
export async function saveNoticeCopies(tx: Tx, copies: readonly NoticeCopy[]): Promise<void> {
  const rows = copies.map(({ shopId, version, closedNotice }) => ({ shop_id: shopId, version, closed_notice: closedNotice }));
  await tx.query(saveNotices, [JSON.stringify(rows)]);
}

export const isShopKnown = async (tx: Tx, shopId: string): Promise<boolean> => (await tx.query(readShop, [shopId])).length > 0;

/** Those of the accounts that are known and no longer active. No statement for none. */
export async function inactiveAccounts(tx: Tx, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set();
  const rows = await tx.query<{ account_id: string }>(readInactive, [accounts]);
  return new Set(rows.map((row) => row.account_id));
}

export const noticeKey = (shopId: string, version: number): string => `${shopId} ${version}`;

/** The notices in force under these versions of the schedule, by noticeKey; while a version is on its way, the one before it speaks. */
export async function noticesOf(
  tx: Tx,
  keys: readonly { readonly shopId: string; readonly version: number }[],
): Promise<ReadonlyMap<string, string | null>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ shop_id: string; version: number; closed_notice: string | null }>(readNotices, [
    keys.map((key) => key.shopId),
    keys.map((key) => key.version),
  ]);
  return new Map(rows.map((row) => [noticeKey(row.shop_id, row.version), row.closed_notice]));
}
