import { addDays, hasDate, toInstant, toLocal, weekday, type LocalDate } from './local-time';
import type { TimeWindow, Weekly } from './schedule';

/** A window as it really was or will be: half-open `[start, end)`. */
export interface OpenInterval {
  readonly start: Date;
  readonly end: Date;
}

const minutesPerDay = 1_440;

/** The intervals that start on the dates around an instant, from `before` days earlier to `after` days later, in order of their starts. */
export function openIntervals(zone: string, weekly: Weekly, around: Date, before: number, after: number): OpenInterval[] {
  const today = toLocal(zone, around).date;
  const intervals: OpenInterval[] = [];
  for (let offset = -before; offset <= after; offset += 1) intervals.push(...intervalsOn(zone, weekly, addDays(today, offset)));
  return intervals;
}

function intervalsOn(zone: string, weekly: Weekly, date: LocalDate): OpenInterval[] {
  const windows = weekly[weekday(date) - 1] ?? [];
  if (windows.length === 0 || !hasDate(zone, date)) return [];
  return windows.map((window) => intervalOf(zone, date, window)).filter(({ start, end }) => start < end);
}

/** A change of the clocks may turn a window inside out; such a one opens nothing (RES-48). */
function intervalOf(zone: string, date: LocalDate, { start, end }: TimeWindow): OpenInterval {
  const over = end <= start;
  return {
    start: toInstant(zone, date, start),
    end: over || end === minutesPerDay ? toInstant(zone, addDays(date, 1), over ? end : 0) : toInstant(zone, date, end),
  };
}
