import type { Statement, Tx } from '#libs/platform/database/database';

/** Who works on a date, as the schedule service told it last. */
export interface RosterOfDate {
  readonly date: string;
  readonly shifts: readonly { readonly from: string; readonly to: string }[];
}

const read: Statement = {
  name: 'rosters-told',
  text: `SELECT DISTINCT ON (value->>'date') value->>'date' AS date, value->'shifts' AS shifts FROM fact
    WHERE stream = 'schedule-changed' AND shop_id = $1 AND type = 'roster' AND value->>'date' BETWEEN $2 AND $3
    ORDER BY value->>'date', (value->>'revision')::int DESC`,
};

/** The rosters of some dates that were told. */
export const readRosters = (tx: Tx, shopId: string, from: string, to: string): Promise<RosterOfDate[]> =>
  tx.query(read, [shopId, from, to]);
