import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { date, integer, json, table, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { RosterDate, Rosters } from '../domain/roster-copy';

/** Who works on which date; dates that are over are forgotten when a later one changes. */
export const rosterCopyTable = table('roster_copy', {
  shopId: uuid().key(),
  date: date().key(),
  revision: integer(),
  shifts: json<readonly { readonly agentId: string; readonly from: string; readonly to: string }[]>(),
});

type RosterRow = RowOf<typeof rosterCopyTable>;

const read: Statement = {
  name: 'routing-read-rosters',
  text: `SELECT ${selectList(rosterCopyTable, 'r')} FROM roster_copy AS r WHERE shop_id = ANY ($1::uuid[]) AND date = ANY ($2::date[])`,
};

const save = insertRows(rosterCopyTable, {
  name: 'routing-save-rosters',
  onConflict: { update: changing(rosterCopyTable), where: 't.revision < excluded.revision' },
});

const forget: Statement = {
  name: 'routing-forget-rosters',
  text: 'DELETE FROM roster_copy WHERE shop_id = ANY ($1::uuid[]) AND date < $2::date',
};

/** The rosters of some dates, by shop. */
export async function readRosters(tx: Tx, shopIds: readonly string[], dates: readonly string[]): Promise<ReadonlyMap<string, Rosters>> {
  const byShop = new Map<string, Map<string, RosterDate>>();
  if (shopIds.length === 0) return byShop;
  for (const { shopId, date: on, revision, shifts } of await tx.query<RosterRow>(read, [shopIds, dates])) {
    const ofShop = byShop.get(shopId) ?? new Map<string, RosterDate>();
    ofShop.set(on, { revision, shifts: shifts.map(({ agentId, from, to }) => ({ agentId, from: new Date(from), to: new Date(to) })) });
    byShop.set(shopId, ofShop);
  }
  return byShop;
}

/** Writes dates that have a newer roster, and forgets those of their shops before `oldest`. */
export function saveRosters(
  tx: Tx,
  rows: readonly ({ readonly shopId: string; readonly date: string } & RosterDate)[],
  oldest: string,
): void {
  if (rows.length === 0) return;
  tx.send(save, [jsonRows(rows)]);
  tx.send(forget, [[...new Set(rows.map(({ shopId }) => shopId))], oldest]);
}
