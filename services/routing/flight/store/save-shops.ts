import type { Statement, Tx } from '#libs/platform/database/database';
import { instantText } from './instant-text';
import { canAssign, isUnfinished } from '../../queue/domain/drain';
import { isOpenNow } from '../../decision/domain/route-view';
import type { ShopState } from '../domain/shop-state';
import type { Settings } from '../../copies/domain/settings';

const save: Statement = {
  name: 'routing-save-shops',
  text: `UPDATE shop_state s SET version = k.next_version, assignment_no = k.assignment_no, next_seat = k.next_seat, gate_open = k.gate_open,
      gate_until = k.gate_until, open_since = k.open_since, waiting_count = k.waiting_count, left_count = k.left_count, pending_count = k.pending_count,
      sweep_due = k.sweep_due
    FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::int[], $5::boolean[], $6::timestamptz[], $7::timestamptz[], $8::int[], $9::int[], $10::int[],
      $11::boolean[], $12::bigint[]) AS k (id, version, assignment_no, next_seat, gate_open, gate_until, open_since, waiting_count, left_count, pending_count, sweep_due, next_version)
    WHERE s.id = k.id AND s.version = k.version
    RETURNING s.id`,
};

const saveDeadlines: Statement = {
  name: 'routing-save-deadlines',
  text: `WITH k AS (SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS k (shop_id, due_at)),
    gone AS (DELETE FROM deadline d USING k WHERE d.shop_id = k.shop_id AND d.kind = 'RECEPTION' AND k.due_at IS NULL)
    INSERT INTO deadline (shop_id, kind, due_at) SELECT shop_id, 'RECEPTION', due_at FROM k WHERE due_at IS NOT NULL
    ON CONFLICT (shop_id, kind) DO UPDATE SET due_at = excluded.due_at`,
};

const saveCopies: Statement = {
  name: 'routing-save-settings',
  text: `INSERT INTO shop_copy (shop_id, version, policy_version, policy, time_zone, owner_id, holiday_mode)
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::jsonb[], $5::text[], $6::uuid[], $7::jsonb[])
    ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, policy_version = excluded.policy_version, policy = excluded.policy,
      time_zone = excluded.time_zone, owner_id = excluded.owner_id, holiday_mode = excluded.holiday_mode`,
};

/** Whether buyers wait who could move: what the sweeper looks for. False after every flight that drained to the end. */
function sweepDue(state: ShopState): boolean {
  const waiting = isOpenNow(state) ? state.queue.total + state.left.total : 0;
  return isUnfinished(state) || (waiting > 0 && canAssign(state));
}

/** Writes the shops' own rows with their next versions, and only if they still have the version decided on. */
export async function saveShops(tx: Tx, shops: readonly { readonly state: ShopState; readonly version: number }[]): Promise<void> {
  const column = <V>(of: (state: ShopState) => V): V[] => shops.map(({ state }) => of(state));
  const written = await tx.query<{ id: string }>(save, [
    column((state) => state.shopId),
    column((state) => state.version),
    column((state) => state.assignmentNo),
    column((state) => state.nextSeat),
    column((state) => state.doors.open),
    column((state) => instantText(state.doors.until)),
    column((state) => instantText(state.openSince)),
    column((state) => state.queue.total),
    column((state) => state.left.total),
    column((state) => state.pending.total),
    column(sweepDue),
    shops.map(({ version }) => version),
  ]);
  if (written.length !== shops.length) throw new Error('A shop was changed by somebody who did not hold its lock');
}

/** Sets when the worker wakes the shops whose next opening or closing has moved. */
export function saveReceptionDeadlines(tx: Tx, states: readonly ShopState[]): void {
  if (states.length === 0) return;
  tx.send(saveDeadlines, [states.map((state) => state.shopId), states.map((state) => instantText(state.doors.until))]);
}

/** Writes the copies of shops that have a newer snapshot. */
export function saveSettings(tx: Tx, rows: readonly { readonly shopId: string; readonly settings: Settings }[]): void {
  if (rows.length === 0) return;
  const column = <V>(of: (settings: Settings) => V): V[] => rows.map(({ settings }) => of(settings));
  tx.send(saveCopies, [
    rows.map(({ shopId }) => shopId),
    column((settings) => settings.version),
    column((settings) => settings.policyVersion),
    column((settings) => JSON.stringify(settings.policy)),
    column((settings) => settings.timeZone),
    column((settings) => settings.ownerId),
    column((settings) => settings.holidayMode && JSON.stringify(settings.holidayMode)),
  ]);
}
