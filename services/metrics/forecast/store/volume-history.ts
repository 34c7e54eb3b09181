import type { Statement, Tx } from '#libs/platform/database/database';

const read: Statement = {
  name: 'volume-history',
  text: `SELECT business_date::text AS date, half_hour AS slot, sessions FROM figure_sum
    WHERE shop_id = $1 AND dimension = 'SHOP' AND grain = 'HALF_HOUR' AND member = '' AND business_date BETWEEN $2 AND $3 AND sessions <> 0`,
};

/** How many sessions were opened in each half hour of some dates that had any. */
export const readVolume = (tx: Tx, shopId: string, from: string, to: string): Promise<{ date: string; slot: number; sessions: number }[]> =>
  tx.query(read, [shopId, from, to]);
