import { dateExists, minuteOfDate } from './date-number';
import { dayRule, type DayRule } from './day-rule';
import type { HoursRules, ScheduleVersion, TimeWindow } from './schedule';
import { minutesPerDay } from './units';

/** Half-open `[from, to)`, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What one version of the hours says of one date, and when it is really open by that. */
export interface DateOpenings extends DayRule {
  readonly date: number;
  readonly spans: readonly Span[];
}

const wholeDay: readonly TimeWindow[] = [{ start: 0, end: minutesPerDay }];

/** The windows that start on a date, as instants. A change of the clocks may turn one inside out; such a one opens nothing, nor does a skipped date (RES-48). */
export function dateOpenings(zone: string, hours: HoursRules, date: number): DateOpenings {
  const day = dayRule(hours, date);
  const windows = dateExists(zone, date) ? (day.windows ?? wholeDay) : [];
  const spans = windows.map((window) => ({
    from: minuteOfDate(zone, date, window.start),
    to: minuteOfDate(zone, date, endOf(window)),
  }));
  return { date, ...day, spans: spans.filter(({ from, to }) => from < to) };
}

/** Minutes from the midnight of the start date: past 1440 when the window runs over midnight (SCH-8). */
export const endOf = ({ start, end }: TimeWindow): number => (end <= start ? end + minutesPerDay : end);

/** Four years. */
const datesKept = 1_500;

/** The same of many dates and versions, each worked out once. */
export function rememberedOpenings(zone: string): (version: ScheduleVersion, date: number) => DateOpenings {
  const known = new Map<ScheduleVersion, Map<number, DateOpenings>>();
  return (version, date) => {
    let dates = known.get(version);
    if (!dates || dates.size >= datesKept) known.set(version, (dates = new Map()));
    const found = dates.get(date) ?? dateOpenings(zone, version, date);
    dates.set(date, found);
    return found;
  };
}
