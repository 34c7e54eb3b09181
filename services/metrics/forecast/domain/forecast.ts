import { dateNumber, dateNumberText } from '#libs/calendar/index';
import { backTest, bestOf, predictDay, type Errors } from './back-test';
import type { SpecialDay, VolumeDay } from './history';
import type { ModelName } from './models';

/** What is expected of a half hour: the mean, and the numbers that one and nine of ten such half hours do not exceed. */
export interface Expected {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface ExpectedDay {
  readonly date: string;
  readonly slots: readonly Expected[];
}

export interface Forecast {
  readonly model: ModelName;
  /** How all models did on the days before. */
  readonly errors: readonly Errors[];
  readonly days: readonly ExpectedDay[];
}

export interface ForecastQuestion {
  /** Oldest first, without gaps. */
  readonly history: readonly VolumeDay[];
  readonly from: string;
  readonly days: number;
  readonly specials: readonly SpecialDay[];
}

/** How many of the last days the models are tested on. */
const testedDays = 28;

/** The model that was best on the days before, and what it expects. A day that is not over yet is expected from those before it. */
export function forecast({ history, from, days, specials }: ForecastQuestion): Forecast {
  const errors = backTest(history, specials, testedDays);
  const best = bestOf(errors);
  const variation = best.squares === 0 ? 0 : Math.max(0, best.excess / best.squares);
  const dates = Array.from({ length: days }, (_, index) => dateNumberText(dateNumber(from) + index));
  return {
    model: best.model,
    errors,
    days: dates.map((date) => ({ date, slots: predictDay(best.model, date, history, specials).map((mean) => spread(mean, variation)) })),
  };
}

/** The normal deviate of nine in ten. */
const deviate = 1.2816;

/** Contacts come by chance, and days vary as a whole beside it. */
function spread(mean: number, variation: number): Expected {
  const deviation = deviate * Math.sqrt(mean + variation * mean ** 2);
  return { mean, low: Math.max(0, mean - deviation), high: mean + deviation };
}
