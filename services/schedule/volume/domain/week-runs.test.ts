import { slotsPerWeek } from './volume-history';
import { slotsOf, weekRuns } from './week-runs';

const marked = (...slots: readonly number[]): boolean[] => Array.from({ length: slotsPerWeek }, (_, slot) => slots.includes(slot));

it('half hours that follow each other are one run', () => {
  expect(weekRuns(marked())).toEqual([]);
  expect(weekRuns(marked(48, 49, 52))).toEqual([
    { day: 1, first: 0, length: 2 },
    { day: 1, first: 4, length: 1 },
  ]);
});

it('a run goes on past midnight, and from Sunday to Monday', () => {
  expect(weekRuns(marked(47, 48))).toEqual([{ day: 0, first: 47, length: 2 }]);
  const [run, ...others] = weekRuns(marked(335, 0, 1));
  expect([run, others]).toEqual([{ day: 6, first: 47, length: 3 }, []]);
  expect(slotsOf(run!)).toEqual([335, 0, 1]);
});

it('what lasts longer than a day is parted at midnight', () => {
  const all = weekRuns(Array.from({ length: slotsPerWeek }, () => true));
  expect(all).toEqual(Array.from({ length: 7 }, (_, day) => ({ day, first: 0, length: 48 })));
  const days = weekRuns(Array.from({ length: slotsPerWeek }, (_, slot) => slot >= 40 && slot < 100));
  expect(days).toEqual([
    { day: 0, first: 40, length: 8 },
    { day: 1, first: 0, length: 48 },
    { day: 2, first: 0, length: 4 },
  ]);
});
