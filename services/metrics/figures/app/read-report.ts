import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Database } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import type { Clock } from '#libs/platform/process/clock';
import { loadShopCopy, loadTimelines, type ShopCopy } from '../../copies/store/shop-copies';
import { countOutdated } from '../../rebuild/store/outdated-figures';
import { usualSettings, type FigureSettings } from '../domain/figure-settings';
import type { Sums } from '../domain/figure-value';
import type { ReportQuestion } from '../domain/report-question';
import { projectionVersion } from '../domain/session-figure';
import { noTimeline, settingsAt } from '../domain/settings-timeline';
import { readSums } from '../store/read-sums';
import { settleShop } from './settle';
import { dueSessions } from '../store/due-figures';

export interface ReadDeps {
  readonly db: Database;
  readonly readDb: Database;
  readonly clock: Clock;
}

/** The sums of a question about a shop, by row, as of now. */
export type Report = ReadonlyMap<string, Sums>;

export interface Reports {
  /** In the order of the questions. */
  readonly reports: readonly Report[];
  /** What holds in the shop now. */
  readonly settings: FigureSettings;
  /** Figures that are still to be computed again. */
  readonly outdated: number;
}

/** Waits up to 2 s for a shop that is not known here yet, then SHOP_NOT_FOUND. `questionFor` is asked once the shop's zone is known. */
export async function readReports(
  { db, readDb, clock }: ReadDeps,
  shopId: string,
  questionsFor: (shop: ShopCopy, now: Date) => readonly ReportQuestion[],
): Promise<Reports> {
  const now = clock.now();
  const read = (): Promise<Reports | 'UNSETTLED' | undefined> =>
    readDb.transaction([shopId], async (tx) => {
      const [shop, due] = await Promise.all([loadShopCopy(tx, shopId), dueSessions(tx, shopId, now, 1)]);
      if (!shop) return undefined;
      if (due.length > 0) return 'UNSETTLED';
      const [timelines, outdated, ...reports] = await Promise.all([
        loadTimelines(tx),
        countOutdated(tx, shopId, projectionVersion),
        ...questionsFor(shop, now).map((question) => readSums(tx, shopId, question)),
      ]);
      return { reports, outdated, settings: settingsAt(timelines.get(shopId) ?? noTimeline, now.getTime(), usualSettings) };
    });
  for (;;) {
    const reports = await awaitCopy(read);
    if (!reports) throw shopNotFound('id', { retryable: true });
    if (reports !== 'UNSETTLED') return reports;
    await settleShop(db, shopId, now);
  }
}
