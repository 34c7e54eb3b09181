import { dateNumberAt } from './date-number';
import type { DayRule } from './day-rule';
import { dateOpenings, type DateOpenings } from './date-openings';
import type { Because, Reception } from './reception';
import type { ScheduleVersion } from './schedule';
import type { Stretch } from './stretch';
import { dayMs } from './units';
import { offsetChanges, offsetMs } from './zone-offsets';

/**
 * What a version's hours say from one instant to another. At an instant windows can be open that started on the local date or up to two dates before it, where
 * a change of the clocks or the date line lies between, and on the next date, where clocks went back over midnight.
 */
export function hoursStretches(zone: string, version: ScheduleVersion, from: number, to: number): Stretch[] {
  const dates = [dateNumberAt(zone, from), dateNumberAt(zone, to - 1)];
  const openings: DateOpenings[] = [];
  for (let date = Math.min(...dates) - 2; date <= Math.max(...dates) + 1; date += 1) openings.push(dateOpenings(zone, version, date));
  const edges = openings.flatMap(({ spans }) => spans.flatMap((span) => [span.from, span.to]));
  const inside = [...edges, ...dateChanges(zone, from, to)].filter((edge) => from < edge && edge < to);
  const starts = [...new Set([from, ...inside])].sort((a, b) => a - b);
  return starts.map((start, index) => ({
    from: start,
    to: starts[index + 1] ?? to,
    reception: receptionAt(version, openings, start, dateNumberAt(zone, start)),
  }));
}

/** Where the local date may change. */
function dateChanges(zone: string, from: number, to: number): number[] {
  const changes = offsetChanges(zone, from, to);
  const midnights = [from, ...changes].map((start) => {
    const offset = offsetMs(zone, start);
    return Math.ceil((start + offset) / dayMs) * dayMs - offset;
  });
  return [...changes, ...midnights];
}

/** The rule that is named: the local date's, unless only windows of other dates are open (RES-50). */
function receptionAt({ version }: ScheduleVersion, openings: readonly DateOpenings[], at: number, date: number): Reception {
  const isOpenAt = ({ spans }: DateOpenings): boolean => spans.some(({ from, to }) => from <= at && at < to);
  const own = openings.find((day) => day.date === date)!;
  const opened = isOpenAt(own) ? own : openings.findLast(isOpenAt);
  const { rule, calendarConfirmed } = opened ?? own;
  return { open: opened !== undefined, because: opened ? openBecause(opened) : 'OUTSIDE_WINDOWS', version, rule, calendarConfirmed };
}

function openBecause({ rule, windows }: DayRule): Because {
  if (windows === null) return 'NO_SCHEDULE';
  return rule?.kind === 'RANGE' || rule?.kind === 'HOLIDAY' ? 'SPECIAL_WINDOW' : 'WEEKLY_WINDOW';
}
