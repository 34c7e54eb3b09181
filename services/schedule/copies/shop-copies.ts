import type { HolidayMode } from '#libs/calendar/index';
import type { EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';

export interface ShopCopy {
  readonly timeZone: string;
  readonly policyVersion: number;
  readonly holidayMode: HolidayMode | null;
}

const save: Statement = {
  name: 'shop-copy-save',
  text: `INSERT INTO shop_copy (shop_id, version, policy_version, time_zone, holiday_mode)
    SELECT DISTINCT ON (shop_id) * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::jsonb[]) AS s (shop_id, version, policy_version, time_zone, holiday_mode)
    ORDER BY shop_id, version DESC
    ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, policy_version = excluded.policy_version, time_zone = excluded.time_zone,
      holiday_mode = excluded.holiday_mode
    WHERE shop_copy.version < excluded.version`,
};
const columns = 'time_zone, policy_version, holiday_mode';
const load: Statement = { name: 'shop-copy-load', text: `SELECT ${columns} FROM shop_copy WHERE shop_id = $1` };
const lock: Statement = { name: 'shop-copy-lock', text: `SELECT ${columns} FROM shop_copy WHERE shop_id = $1 FOR UPDATE` };

interface ShopCopyRow {
  time_zone: string;
  policy_version: number;
  holiday_mode: { from: string; to: string | null } | null;
}

const copyOf = ({ time_zone, policy_version, holiday_mode }: ShopCopyRow): ShopCopy => ({
  timeZone: time_zone,
  policyVersion: policy_version,
  holidayMode: holiday_mode && { from: new Date(holiday_mode.from), to: holiday_mode.to === null ? null : new Date(holiday_mode.to) },
});

/** Keeps the newest snapshot of each shop; an older one changes nothing. */
export async function saveShopCopies(tx: Tx, events: readonly EventOf<'shop-changed'>[]): Promise<void> {
  await tx.query(save, [
    events.map((event) => event.shopId),
    events.map((event) => event.value.version),
    events.map((event) => event.value.policyVersion),
    events.map((event) => event.value.timeZone),
    events.map((event) => (event.value.holidayMode ? JSON.stringify(event.value.holidayMode) : null)),
  ]);
}

export const loadShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> =>
  (await tx.query<ShopCopyRow>(load, [shopId])).map(copyOf)[0];

export const lockShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> =>
  (await tx.query<ShopCopyRow>(lock, [shopId])).map(copyOf)[0];
