import { dateNumberAt } from './date-number';
import type { DayRule } from './day-rule';
import type { DateOpenings } from './date-openings';
import type { Because, Reception } from './reception';
import type { ScheduleVersion } from './schedule';
import type { Stretch } from './stretch';
import { dayMs } from './units';
import { offsetChanges, offsetMs } from './zone-offsets';

/** A zone, and what versions say of its dates. */
export interface DatesOfZone {
  readonly zone: string;
  readonly openingsOf: (version: ScheduleVersion, date: number) => DateOpenings;
}

/** What a version's hours say from one instant to another, a day apart at most. */
export function hoursStretches({ zone, openingsOf }: DatesOfZone, version: ScheduleVersion, from: number, to: number): Stretch[] {
  const [first, last] = datesOpenWithin(zone, from, to);
  const openings: DateOpenings[] = [];
  for (let date = first; date <= last; date += 1) openings.push(openingsOf(version, date));
  const edges = openings.flatMap(({ spans }) => spans.flatMap((span) => [span.from, span.to]));
  const inside = [...edges, ...dateChanges(zone, from, to)].filter((edge) => from < edge && edge < to);
  const starts = [...new Set([from, ...inside])].sort((a, b) => a - b);
  return starts.map((start, index) => ({
    from: start,
    to: starts[index + 1] ?? to,
    reception: receptionAt(version, openings, start, dateNumberAt(zone, start)),
  }));
}

/**
 * The dates whose windows can be open between two instants: the local ones and the one before. About a change of the clocks also the second before, where the
 * date line or a gap lies between, and the next one, where clocks went back over midnight.
 */
function datesOpenWithin(zone: string, from: number, to: number): readonly [number, number] {
  const [first, last] = [dateNumberAt(zone, from), dateNumberAt(zone, to - 1)];
  const quiet = offsetMs(zone, from - 3 * dayMs) === offsetMs(zone, to + 2 * dayMs);
  return quiet ? [first - 1, last] : [Math.min(first, last) - 2, Math.max(first, last) + 1];
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
