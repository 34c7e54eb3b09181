import { addDays, localDay, toLocal, weekday, type LocalDate } from './local-time';
import type { TimeWindow, Weekly } from './schedule';

/** A window as it really was or will be: half-open `[start, end)`. */
export interface OpenInterval {
  readonly start: Date;
  readonly end: Date;
}

const minutesPerDay = 1_440;

/** The intervals that start on the dates around an instant, `from` days to `to` days after its own date. */
export function openIntervals(zone: string, weekly: Weekly, around: Date, from: number, to: number): OpenInterval[] {
  const today = toLocal(zone, around).date;
  const intervals: OpenInterval[] = [];
  for (let offset = from; offset <= to; offset += 1) intervals.push(...resolvedDay(zone, weekly, addDays(today, offset)));
  return intervals;
}

/** The windows that start on one date, as instants. A change of the clocks may turn one inside out; such a one opens nothing (RES-48). */
export function resolvedDay(zone: string, weekly: Weekly, date: LocalDate): OpenInterval[] {
  const windows = weekly[weekday(date) - 1] ?? [];
  if (windows.length === 0) return [];
  const day = localDay(zone, date);
  if (!day.exists) return [];
  return windows.map((window) => ({ start: day.at(window.start), end: day.at(endOf(window)) })).filter(({ start, end }) => start < end);
}

/** Minutes from the midnight of the start date: past 1440 when the window runs over midnight (SCH-8). */
export const endOf = ({ start, end }: TimeWindow): number => (end <= start ? end + minutesPerDay : end);

/** The local midnight that begins the date `days` after an instant's own. */
export const midnightAfter = (zone: string, instant: Date, days: number): Date =>
  localDay(zone, addDays(toLocal(zone, instant).date, days)).at(0);
