import fc from 'fast-check';
import OpeningHours from 'opening_hours';
import { hours } from './example-rules';
import { spans, weekly, windows } from './random-rules';
import type { DateRange, DateSpan, HoursRules, Season, TimeWindow, Weekly } from './schedule';
import { formatTime } from './time-of-day';
import { windowsBetween } from './windows-between';

/*
 * The same schedules written for the npm package `opening_hours` and asked of it. It lets a closed date cut short the night before (ours runs to its end,
 * RES-49), so exceptions are compared where no window passes midnight. It works by the clocks of this process: those stand for the shop's on the wall.
 */

const days = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const timesOf = (list: readonly TimeWindow[]): string =>
  list.length === 0 ? 'off' : list.map(({ start, end }) => `${formatTime(start)}-${formatTime(end)}`).join(',');
const dateOf = (date: string): string => `${date.slice(0, 4)} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(8)}`;
const datesOf = ({ from, to }: DateSpan): string => (from === to ? dateOf(from) : `${dateOf(from)}-${dateOf(to)}`);
const weekOf = (week: Weekly, dates = ''): string[] => week.map((list, day) => `${dates}${days[day]} ${timesOf(list)}`);

/** Rules that follow a comma add to the ones before: a day without windows does not cut the night before. */
const weekAlone = (week: Weekly): string =>
  week.flatMap((list, day) => (list.length > 0 ? [`${days[day]} ${timesOf(list)}`] : [])).join(', ') || 'off';

/** Later rules stand above earlier ones. */
const written = ({ weekly: week, seasons, ranges, closures }: HoursRules): string =>
  [
    ...weekOf(week ?? []),
    ...seasons.flatMap((season) => weekOf(season.weekly, `${datesOf(season)} `)),
    ...ranges.map((range) => `${datesOf(range)} ${timesOf(range.windows)}`),
    ...closures.map((span) => `${datesOf(span)} off`),
  ].join('; ');

const wall = (at: Date): string => `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()} ${at.getHours()}:${at.getMinutes()}`;
const utcWall = (at: Date): string =>
  `${at.getUTCFullYear()}-${at.getUTCMonth() + 1}-${at.getUTCDate()} ${at.getUTCHours()}:${at.getUTCMinutes()}`;

/** Their intervals, those that touch as one. */
function theirs(text: string, from: Date, to: Date): string[] {
  const joined: [Date, Date][] = [];
  for (const [start, end] of new OpeningHours(text).getOpenIntervals(from, to)) {
    const last = joined.at(-1);
    if (last && last[1].getTime() === start.getTime()) last[1] = end;
    else joined.push([start, end]);
  }
  return joined.map((interval) => interval.map(wall).join(' to '));
}

const ours = (rules: HoursRules, from: Date, to: Date): string[] =>
  windowsBetween(hours(rules, 'UTC'), from, to).map(({ start, end }) => `${utcWall(start)} to ${utcWall(end)}`);

/** Both from Monday 8 June 2026 to 23 August: no zone changes its clocks then. */
const agree = (rules: HoursRules, text: string): void =>
  expect(theirs(text, new Date(2026, 5, 8), new Date(2026, 7, 24))).toEqual(
    ours(rules, new Date(Date.UTC(2026, 5, 8)), new Date(Date.UTC(2026, 7, 24))),
  );

const plain: HoursRules = { weekly: null, seasons: [], ranges: [], closures: [], holidays: null };
const byDay = (list: readonly TimeWindow[]): boolean => list.every(({ start, end }) => start < end);
const dayWindows = windows.filter(byDay);
const dayWeek = fc.array(dayWindows, { minLength: 7, maxLength: 7 });

it('SCH-2 SCH-5 SCH-6 SCH-8 weeks, nights included, are the same to opening_hours', () => {
  fc.assert(
    fc.property(weekly, (week) => agree({ ...plain, weekly: week }, weekAlone(week))),
    { numRuns: 60 },
  );
});

it('SCH-3 SCH-4 SCH-9 SCH-12 seasons, ranges and closures are the same to opening_hours', () => {
  const seasons = fc
    .tuple(spans(2, 90), fc.tuple(dayWeek, dayWeek))
    .map(([list, weeks]): Season[] => list.map((span, index) => ({ ...span, name: 's', weekly: weeks[index]! })));
  const ranges = fc
    .tuple(spans(4, 12), fc.array(dayWindows, { minLength: 4, maxLength: 4 }))
    .map(([list, all]): DateRange[] => list.map((span, index) => ({ ...span, name: 'r', windows: all[index]! })));
  const closures = spans(4, 12).map((list) => list.map((span) => ({ ...span, name: 'c' })));
  fc.assert(
    fc.property(dayWeek, seasons, ranges, closures, (week, inSeason, inRange, closed) => {
      const of = { ...plain, weekly: week, seasons: inSeason, ranges: inRange, closures: closed };
      agree(of, written(of));
    }),
    { numRuns: 60 },
  );
});
