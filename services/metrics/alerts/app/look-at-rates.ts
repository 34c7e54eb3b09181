import { repeat } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps, Worker } from '#libs/service/run-service';
import { loadShopCopy, loadTimelines } from '../../copies/store/shop-copies';
import { lockShops } from '../../facts/store/lock-shops';
import { dateRange } from '../../figures/domain/date-range';
import { usualSettings, type FigureSettings } from '../../figures/domain/figure-settings';
import { figureValue, noSums, type FigureValue } from '../../figures/domain/figure-value';
import { noTimeline, settingsAt } from '../../figures/domain/settings-timeline';
import { readSums } from '../../figures/store/read-sums';
import { gradedMetrics, rateAlert, rateKeys, rateNews } from '../domain/rate-alert';
import { openAlerts } from '../store/alerts';
import { lookAgain, shopsWithDueRates, takeDueRates } from '../store/watched-rates';
import { tellAlerts, type AlertNews } from './tell-alerts';

const everyMs = 1_000;
/** A rate that is low may be well again with each answer; one that is not falls by a miss, of which it is told, or as dates go by. */
const whileLowMs = 60_000;
const whileWellMs = 6 * 3_600_000;

type RateDeps = Pick<Deps, 'db' | 'workerDb' | 'clock' | 'newId' | 'outbox' | 'log'>;

/** Tells when a rate comes below its target or its floor, and when it is there again (MET-13, RES-79). */
export const createRateWatch = (deps: RateDeps): Worker => ({
  name: 'rates',
  ...repeat('rates', everyMs, () => lookAtRates(deps), deps.log),
});

/** One look at all shops that are due. */
export async function lookAtRates(deps: RateDeps): Promise<void> {
  for (const shopId of await shopsWithDueRates(deps.workerDb, deps.clock.now()))
    await deps.db.transaction([shopId], (tx) => lookAtShop(tx, deps, shopId));
}

async function lookAtShop(tx: Tx, deps: RateDeps, shopId: string): Promise<void> {
  const now = deps.clock.now();
  tx.send(lockShops);
  if (!(await takeDueRates(tx, shopId, now))) return;
  const [rates, open] = await Promise.all([readRates(tx, shopId, now), openAlerts(tx, shopId, rateKeys)]);
  const raised = [];
  const cleared = [];
  for (const value of rates?.values ?? []) {
    const mine = open.filter(({ facts }) => facts.rate?.metric === value.metric);
    const grades = mine.map(({ grade }) => grade);
    const { raise, over } = rateNews(value, grades, rates!.settings);
    if (raise) raised.push(rateAlert(value, raise, rates!.settings, { shopId, alertId: deps.newId(), raisedAt: now }));
    if (over) cleared.push(...mine.map(({ alertId }) => ({ shopId, alertId, clearedAt: now })));
  }
  lookAgain(tx, shopId, nextLook(rates?.values ?? [], { raised, cleared }, open.length, now));
  await tellAlerts(tx, deps, { raised, cleared });
}

function nextLook(values: readonly FigureValue[], news: Pick<AlertNews, 'raised' | 'cleared'>, wereOpen: number, now: Date): Date | null {
  if (wereOpen + news.raised.length > news.cleared.length) return new Date(now.getTime() + whileLowMs);
  const missed = values.some(({ numerator, denominator }) => numerator < denominator);
  return missed ? new Date(now.getTime() + whileWellMs) : null;
}

interface Rates {
  readonly values: readonly FigureValue[];
  readonly settings: FigureSettings;
}

/** The shop's graded rates over the last business dates; null while the shop is not known here. */
async function readRates(tx: Tx, shopId: string, now: Date): Promise<Rates | null> {
  const shop = await loadShopCopy(tx, shopId);
  if (!shop) return null;
  const question = {
    metrics: gradedMetrics,
    dimension: 'SHOP',
    rows: 'TOTAL',
    range: dateRange('LAST_7_DAYS', shop.timeZone, now),
  } as const;
  const [sums, timelines] = await Promise.all([readSums(tx, shopId, question), loadTimelines(tx)]);
  const values = gradedMetrics.map((name) => figureValue(name, sums.get('') ?? noSums));
  return { values, settings: settingsAt(timelines.get(shopId) ?? noTimeline, now.getTime(), usualSettings) };
}
