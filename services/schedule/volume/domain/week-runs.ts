import { slotsPerDay } from './volume-day';
import { slotsPerWeek } from './volume-history';

/** Half hours that follow each other: they begin on a day of the week, 0 = Monday, and may end on the next one. */
export interface WeekRun {
  readonly day: number;
  /** The first half hour of that day. */
  readonly first: number;
  readonly length: number;
}

/** The half hours of a run, counted over the week. */
export const slotsOf = ({ day, first, length }: WeekRun): number[] =>
  Array.from({ length }, (_, index) => (day * slotsPerDay + first + index) % slotsPerWeek);

/** The marked half hours of a week as runs; Sunday's last is followed by Monday's first. What lasts longer than a day is parted at midnight. */
export function weekRuns(marked: readonly boolean[]): WeekRun[] {
  const runs: { start: number; length: number }[] = [];
  const begin = marked.indexOf(false) + 1;
  for (let index = 0; index < slotsPerWeek; index += 1) {
    const slot = (begin + index) % slotsPerWeek;
    const last = runs.at(-1);
    if (!marked[slot]) continue;
    if (last && (last.start + last.length) % slotsPerWeek === slot && index > 0) last.length += 1;
    else runs.push({ start: slot, length: 1 });
  }
  return runs.flatMap(({ start, length }) => parted(start, length)).sort((a, b) => a.day - b.day || a.first - b.first);
}

function parted(start: number, length: number): WeekRun[] {
  const first = start % slotsPerDay;
  const day = Math.floor(start / slotsPerDay);
  if (length <= slotsPerDay) return [{ day, first, length }];
  const today = slotsPerDay - first;
  return [{ day, first, length: today }, ...parted((start + today) % slotsPerWeek, length - today)];
}
