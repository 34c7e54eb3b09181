import type { Override } from '#libs/calendar/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { overrideTable, type OverrideRow } from './override-table';

/** What schedule knows of a shop's override: null where none was set since the last one was lifted. One that is over stays until then. */
export interface KnownOverride {
  readonly revision: number;
  readonly override: Override | null;
}

const load: Statement = {
  name: 'override-load',
  text: `SELECT ${selectList(overrideTable, 'o')} FROM reception_override AS o WHERE shop_id = $1`,
};
const save = insertRows(overrideTable, { name: 'override-save', onConflict: { update: changing(overrideTable) } });

export async function loadOverride(tx: Tx, shopId: string): Promise<KnownOverride> {
  const [row] = await tx.query<OverrideRow>(load, [shopId]);
  return row ? { revision: row.revision, override: overrideOf(row) } : { revision: 0, override: null };
}

const overrideOf = ({ isOpen, startsAt, endsAt, reason }: OverrideRow): Override | null =>
  isOpen === null || startsAt === null ? null : { open: isOpen, from: startsAt, to: endsAt, reason: reason ?? '' };

export function saveOverride(tx: Tx, shopId: string, { revision, override }: KnownOverride, setBy: string | null): void {
  const { open: isOpen = null, from: startsAt = null, to: endsAt = null, reason = null } = override ?? {};
  tx.send(save, [jsonRows([{ shopId, revision, isOpen, startsAt, endsAt, reason, setBy }])]);
}
