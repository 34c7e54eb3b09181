import { asUsual, factorOf, scaled, type SpecialDay, type VolumeDay } from './history';
import { modelNames, models, type ModelName } from './models';

/** How far a model was off: the sum of all deviations and of all contacts, whose quotient is the weighted absolute percentage error. */
export interface Errors {
  readonly model: ModelName;
  readonly deviations: number;
  readonly contacts: number;
  /** Squared deviations beyond what chance alone makes, and squared predictions: their quotient is how much a day varies as a whole. */
  readonly excess: number;
  readonly squares: number;
}

/** Days that have to lie before a date that is predicted in a back-test. */
export const leastHistory = 7;

/** Predicts a date as it would have been predicted the day before, its known factor included. */
export const predictDay = (model: ModelName, date: string, history: readonly VolumeDay[], specials: readonly SpecialDay[]): number[] =>
  scaled(
    models[model].predict(
      date,
      history.map((day) => asUsual(day, specials)),
    ),
    factorOf(date, specials),
  );

/** Each day from the eighth on is predicted from those before it, by each model (rolling origin). At most the last `days` days are. */
export function backTest(history: readonly VolumeDay[], specials: readonly SpecialDay[], days: number): Errors[] {
  const first = Math.max(leastHistory, history.length - days);
  const origins = Array.from({ length: Math.max(0, history.length - first) }, (_, index) => first + index);
  return modelNames.map((model) => {
    let [deviations, contacts, excess, squares] = [0, 0, 0, 0];
    for (const origin of origins) {
      const actual = history[origin]!;
      const predicted = predictDay(model, actual.date, history.slice(0, origin), specials);
      actual.slots.forEach((count, slot) => {
        const mean = predicted[slot] ?? 0;
        deviations += Math.abs(count - mean);
        contacts += count;
        excess += (count - mean) ** 2 - mean;
        squares += mean ** 2;
      });
    }
    return { model, deviations, contacts, excess, squares };
  });
}

export const percentageError = ({ deviations, contacts }: Errors): number | null => (contacts === 0 ? null : deviations / contacts);

/** The model that was off least; where nothing could be tested, the one that needs least to be known. */
export function bestOf(errors: readonly Errors[]): Errors {
  const tested = errors.filter(({ contacts }) => contacts > 0);
  return tested.reduce(
    (best, each) => (each.deviations < best.deviations ? each : best),
    tested[0] ?? errors[modelNames.indexOf('levelAndShape')]!,
  );
}
