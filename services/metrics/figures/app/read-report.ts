import { loadTimelines, type ShopCopy } from '../../copies/store/shop-copies';
import { countOutdated } from '../../rebuild/store/outdated-figures';
import { usualSettings, type FigureSettings } from '../domain/figure-settings';
import type { Sums } from '../domain/figure-value';
import type { ReportQuestion } from '../domain/report-question';
import { projectionVersion } from '../domain/session-figure';
import { noTimeline, settingsAt } from '../domain/settings-timeline';
import { readSums } from '../store/read-sums';
import { readSettled, type ReadDeps } from './read-settled';

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

/** `questionsFor` is asked once the shop's zone is known. */
export const readReports = (
  deps: ReadDeps,
  shopId: string,
  questionsFor: (shop: ShopCopy, now: Date) => readonly ReportQuestion[],
): Promise<Reports> =>
  readSettled(deps, shopId, async (tx, shop, now) => {
    const [timelines, outdated, ...reports] = await Promise.all([
      loadTimelines(tx),
      countOutdated(tx, shopId, projectionVersion),
      ...questionsFor(shop, now).map((question) => readSums(tx, shopId, question)),
    ]);
    return { reports, outdated, settings: settingsAt(timelines.get(shopId) ?? noTimeline, now.getTime(), usualSettings) };
  });
