import { dateNumber } from './date-number';
import type { HoursRules } from './schedule';
import { dayOf, type Timeline } from './timeline';
import { dayMs } from './units';
import { offsetChanges } from './zone-offsets';

/** A week repeats. Two weeks show all it has, even if a change of the clocks swallows a window of one; windows reach two days beyond their dates. */
export const settledDays = 18;

/** How far from an instant changes of the clocks are looked at, which alone may close an always open shop for some minutes. */
const clocksMs = 400 * dayMs;

/**
 * After one instant (`to` infinite) or before one (`from` infinite): the UTC days, ascending, about which one week may differ from the one before: where a version begins, holiday mode or an override begins or ends, exceptions
 * and seasons begin or end, clocks are changed. Between `settledDays` after one of them and a day before the next, nothing happens that has not been seen.
 */
export function turningDays({ zone, inForce }: Timeline, from: number, to: number): number[] {
  const versions = inForce.versionsBetween(from, to).filter((version) => !isNoLimit(version));
  const dates = versions.flatMap(turningDates);
  const clocks =
    versions.length === 0 ? [] : from === -Infinity ? offsetChanges(zone, to - clocksMs, to) : offsetChanges(zone, from, from + clocksMs);
  const days = [...dates, ...[...inForce.changes, ...clocks].map(dayOf)];
  return [...new Set(days)].sort((a, b) => a - b);
}

function turningDates({ seasons, ranges, closures, holidays }: HoursRules): number[] {
  const spans = [...seasons, ...ranges, ...closures].flatMap(({ from, to }) => [dateNumber(from), dateNumber(to) + 1]);
  const named = [...(holidays?.table?.holidays ?? []), ...(holidays?.table?.workdays ?? [])];
  return [...spans, ...named.flatMap(({ date }) => [dateNumber(date), dateNumber(date) + 1])];
}

/** Whether the hours say nothing: whatever the clocks do, the shop is open. */
const isNoLimit = ({ weekly, seasons, ranges, closures, holidays }: HoursRules): boolean =>
  weekly === null && holidays === null && seasons.length + ranges.length + closures.length === 0;
