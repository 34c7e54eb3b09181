import { forecast } from './forecast';
import { total, type VolumeDay } from './history';
import { models, type ModelName } from './models';

/** How far predictions were off in all, as a share of what came: weighted absolute percentage error. */
const errorOf = (predicted: readonly (readonly number[])[], actual: readonly VolumeDay[]): number => {
  const off = actual.flatMap(({ slots }, day) => slots.map((count, slot) => Math.abs(count - (predicted[day]?.[slot] ?? 0))));
  return total(off) / total(actual.flatMap(({ slots }) => slots));
};

export interface ForecastErrors {
  readonly model: ModelName;
  /** Of the model that was chosen by back-test. */
  readonly ours: number;
  /** As a week before, and as the mean of the same weekday. */
  readonly seasonalNaive: number;
  readonly weekdayMean: number;
}

/** The days after some history as the chosen model and both baselines would have told them, beside what came. */
export function forecastErrors(history: readonly VolumeDay[], rest: readonly VolumeDay[]): ForecastErrors {
  const predicted = forecast({ history, from: rest[0]!.date, days: rest.length, specials: [] });
  const of = (name: ModelName): number =>
    errorOf(
      rest.map(({ date }) => models[name].predict(date, history)),
      rest,
    );
  const means = predicted.days.map(({ slots }) => slots.map(({ mean }) => mean));
  return { model: predicted.model, ours: errorOf(means, rest), seasonalNaive: of('seasonalNaive'), weekdayMean: of('weekdayMean') };
}
