import type { Statement } from '#libs/platform/database/database';

/**
 * Holds all shops of the transaction until it ends, in one order. The topics of one session may be read by different processes at the same moment:
 * without this each would compute the figure without the other's facts, and the later commit would win (INV-5). A collision of two shops costs a wait.
 */
export const lockShops: Statement = {
  name: 'metrics-lock-shops',
  text: `SELECT pg_advisory_xact_lock(7303202, shop) FROM
    (SELECT DISTINCT hashtext(s::text) AS shop FROM unnest(current_setting('jiedai.shops')::uuid[]) AS s ORDER BY 1) AS shops`,
};
