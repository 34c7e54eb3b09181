import type { InLanguages } from '#libs/calendar/index';
import { meanOf, scaled, slotsPerDay, total, weekdayOf, type VolumeDay } from './history';
import { shapeOf, smoothed } from './shape';

/** Predicts the contacts of a date by half hour from the days before it, oldest first. */
export interface Model {
  readonly sentence: InLanguages;
  readonly predict: (date: string, history: readonly VolumeDay[]) => number[];
}

const same = (date: string, history: readonly VolumeDay[]): VolumeDay[] => history.filter((day) => weekdayOf(day.date) === weekdayOf(date));

const nothing = (): number[] => new Array<number>(slotsPerDay).fill(0);

/** Where the day of the week was never seen: the mean of all days. */
const orMean = (days: readonly VolumeDay[], history: readonly VolumeDay[]): readonly VolumeDay[] => (days.length > 0 ? days : history);

const seasonalNaive: Model = {
  sentence: { zh: '与上一个相同星期日相同。', en: 'As on the last such day of the week.' },
  predict: (date, history) => [...(same(date, history).at(-1)?.slots ?? nothing())],
};

const weekdayMean: Model = {
  sentence: { zh: '之前各周同一星期日的平均。', en: 'The mean of that day of the week in the weeks before.' },
  predict: (date, history) => meanOf(orMean(same(date, history), history).map(({ slots }) => slots)),
};

const smoothWeekday: Model = {
  sentence: {
    zh: '同一星期日的平均，并在相邻半小时间平滑。',
    en: 'The mean of that day of the week, each half hour drawn towards its neighbours.',
  },
  predict: (date, history) => smoothed(weekdayMean.predict(date, history)),
};

/** Newer days weigh more: each older one 0.7 times as much. */
const recentLevel = (days: readonly VolumeDay[]): number => {
  let [sum, weights, weight] = [0, 0, 1];
  for (const { slots } of [...days].reverse()) {
    sum += weight * total(slots);
    weights += weight;
    weight *= 0.7;
  }
  return weights === 0 ? 0 : sum / weights;
};

const levelAndShape: Model = {
  sentence: {
    zh: '同一星期日近期的总量，按走势相近各日的日内分布展开。',
    en: 'How much came lately on that day of the week, spread as on all days that run alike.',
  },
  predict: (date, history) => scaled(shapeOf(weekdayOf(date), history), recentLevel(orMean(same(date, history), history))),
};

/** How the last seven days stand to the seven before, between a half and twice, half believed. */
function drift(history: readonly VolumeDay[]): number {
  const [before, last] = [history.slice(-14, -7), history.slice(-7)].map((days) => days.reduce((sum, { slots }) => sum + total(slots), 0));
  if (history.length < 14 || !before || !last) return 1;
  return 1 + (Math.min(2, Math.max(0.5, last / before)) - 1) / 2;
}

const withDrift: Model = {
  sentence: {
    zh: '同上，再按最近一周相对前一周的涨跌调整一半。',
    en: 'The same, moved by half of what the last seven days differ from the seven before.',
  },
  predict: (date, history) => scaled(levelAndShape.predict(date, history), drift(history)),
};

/** The models among which the back-test chooses. The first two are the baselines that the others have to beat. */
export const models = { seasonalNaive, weekdayMean, smoothWeekday, levelAndShape, withDrift } as const satisfies Readonly<
  Record<string, Model>
>;

export type ModelName = keyof typeof models;

export const modelNames = Object.keys(models) as ModelName[];
