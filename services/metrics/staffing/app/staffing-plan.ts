import { dateNumber, dateNumberText, toInstant } from '#libs/calendar/index';
import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Tx } from '#libs/platform/database/database';
import { AppError, shopNotFound } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { readForecast, type AskedForecast } from '../../forecast/app/read-forecast';
import type { Expected, Forecast } from '../../forecast/domain/forecast';
import { figureValue, noSums } from '../../figures/domain/figure-value';
import { readSums } from '../../figures/store/read-sums';
import { planInterval, type PlannedInterval, type PlanParameters } from '../domain/plan-interval';
import { readRosters, type RosterOfDate } from '../store/rosters';

export interface AskedPlan extends AskedForecast {
  readonly shopId: string;
  readonly intervalMinutes: 15 | 30;
  /** Absent: the mean handling time of the last 28 dates. */
  readonly handlingSeconds?: number | undefined;
  readonly by: 'MEAN' | 'HIGH';
  readonly parameters: Omit<PlanParameters, 'intervalSeconds' | 'handlingSeconds'>;
}

export interface IntervalOfPlan extends PlannedInterval {
  readonly from: Date;
}

export interface PlanAnswer {
  readonly forecast: Forecast;
  readonly handlingSeconds: number;
  readonly intervals: readonly IntervalOfPlan[];
  /** Dates of which no roster was told. */
  readonly withoutRoster: readonly string[];
}

/** What each interval of some dates needs, by the forecast, beside what is rostered. */
export async function staffingPlan({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>, asked: AskedPlan): Promise<PlanAnswer> {
  const { shopId } = asked;
  const plan = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      const shop = await loadShopCopy(tx, shopId);
      if (!shop) return undefined;
      const [expected, handlingSeconds, rosters] = await Promise.all([
        readForecast(tx, shopId, shop.timeZone, clock.now(), asked),
        asked.handlingSeconds ?? meanHandling(tx, shopId, asked.from),
        readRosters(tx, shopId, dayBefore(asked.from), dateNumberText(dateNumber(asked.from) + asked.days - 1)),
      ]);
      return planOf(asked, shop.timeZone, expected, handlingSeconds, rosters);
    }),
  );
  if (!plan) throw shopNotFound('shopId', { retryable: true });
  return plan;
}

const dayBefore = (date: string): string => dateNumberText(dateNumber(date) - 1);

async function meanHandling(tx: Tx, shopId: string, before: string): Promise<number> {
  const range = { from: dateNumberText(dateNumber(before) - 28), to: dayBefore(before) };
  const sums = await readSums(tx, shopId, { range, metrics: ['averageHandlingTime'], dimension: 'SHOP', rows: 'TOTAL' });
  const { value } = figureValue('averageHandlingTime', sums.get('') ?? noSums);
  if (value === null || value === 0) {
    throw new AppError('BAD_USER_INPUT', 'No session was handled on the 28 dates before.', {
      field: 'handlingSeconds',
      expected: 'how long a session takes, in seconds: there is no mean to take',
    });
  }
  return value / 1_000;
}

function planOf(asked: AskedPlan, zone: string, expected: Forecast, handlingSeconds: number, rosters: readonly RosterOfDate[]): PlanAnswer {
  const { intervalMinutes, by } = asked;
  const parameters: PlanParameters = { ...asked.parameters, intervalSeconds: intervalMinutes * 60, handlingSeconds };
  const known = new Set(rosters.map(({ date }) => date));
  const shifts = rosters.flatMap((roster) => roster.shifts.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })));
  const volumeOf = ({ mean, high }: Expected): number => ((by === 'HIGH' ? high : mean) * intervalMinutes) / 30;
  const intervals = expected.days.flatMap(({ date, slots }) =>
    slots.flatMap((slot, index) =>
      Array.from({ length: 30 / intervalMinutes }, (_, part): IntervalOfPlan => {
        const from = instantOf(zone, date, index * 30 + part * intervalMinutes);
        return { from, ...planInterval(volumeOf(slot), known.has(date) ? onShift(shifts, from) : null, parameters) };
      }),
    ),
  );
  return {
    forecast: expected,
    handlingSeconds,
    intervals,
    withoutRoster: expected.days.map(({ date }) => date).filter((date) => !known.has(date)),
  };
}

function instantOf(zone: string, date: string, minutes: number): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return toInstant(zone, { year, month, day }, minutes);
}

const onShift = (shifts: readonly { readonly from: number; readonly to: number }[], at: Date): number =>
  shifts.filter(({ from, to }) => from <= at.getTime() && at.getTime() < to).length;
