import type { Statement, Tx } from '#libs/platform/database/database';

/** A shop's own row, read under its lock. */
export interface ShopRow {
  readonly id: string;
  readonly version: number;
  readonly assignment_no: number;
  readonly next_seat: number;
  readonly gate_open: boolean;
  readonly gate_until: Date | null;
  readonly open_since: Date | null;
  readonly waiting_count: number;
  readonly left_count: number;
  readonly pending_count: number;
}

/** Shops by id; whether some had no row before. */
export interface LockedShops {
  readonly rows: ReadonlyMap<string, ShopRow>;
  readonly created: boolean;
}

const lock: Statement = {
  name: 'routing-lock-shops',
  text: `SELECT id, version, assignment_no, next_seat, gate_open, gate_until, open_since, waiting_count, left_count, pending_count
    FROM shop_state WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
};

const create: Statement = {
  name: 'routing-create-shops',
  text: `INSERT INTO shop_state (id) SELECT id FROM unnest($1::uuid[]) AS k (id) ORDER BY id ON CONFLICT DO NOTHING`,
};

/**
 * Locks the rows of the shops, in the order everybody locks them (architecture §4 rule 1). A shop that is not known yet is created when `creates` names
 * it: an event may come before its shop's snapshot, a command may not.
 */
export async function lockShops(tx: Tx, shopIds: readonly string[], creates: ReadonlySet<string>): Promise<LockedShops> {
  const rows = byId(await tx.query<ShopRow>(lock, [shopIds]));
  const missing = shopIds.filter((id) => creates.has(id) && !rows.has(id));
  if (missing.length === 0) return { rows, created: false };
  tx.send(create, [missing]);
  return { rows: byId(await tx.query<ShopRow>(lock, [shopIds])), created: true };
}

const byId = (rows: readonly ShopRow[]): Map<string, ShopRow> => new Map(rows.map((row) => [row.id, row]));
