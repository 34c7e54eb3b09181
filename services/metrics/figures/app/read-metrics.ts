import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Database } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import type { Clock } from '#libs/platform/process/clock';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { dateRange, type MetricsRange } from '../domain/date-range';
import { countFigures, type FigureCounts } from '../store/figure-counts';

/** All counts of a shop in a range: the shop's own (key null) and one entry per credited agent. */
export type RangeCounts = ReadonlyMap<string | null, FigureCounts>;

/** Counts as of now. Waits up to 2 s for a shop that is not known here yet, then SHOP_NOT_FOUND. */
export async function readMetrics(
  { readDb, clock }: { readonly readDb: Database; readonly clock: Clock },
  shopId: string,
  range: MetricsRange,
): Promise<RangeCounts> {
  const counts = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      const shop = await loadShopCopy(tx, shopId);
      if (!shop) return undefined;
      const now = clock.now();
      return countFigures(tx, shopId, dateRange(range, shop.timeZone, now), now, shop);
    }),
  );
  if (!counts) throw shopNotFound('id', { retryable: true });
  return new Map(counts.map((row) => [row.agentId, row]));
}
