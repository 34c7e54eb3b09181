import { windowsBetween, type OpenInterval, type ReceptionRules } from '#libs/calendar/index';
import { datesOf, dateAfter, weekdayOf } from './dates';
import { isAway, type Leave } from '../../leaves/domain/leave';
import { slotMinutes, type RequiredAgents } from './required-agents';
import type { RosterAgent } from './roster-agent';
import { shiftTime, wallTime, type Shift } from './shift';

/** Everything that says whether the reception hours are covered. */
export interface Roster {
  readonly rules: ReceptionRules;
  readonly groupId: string | null;
  readonly shifts: readonly Shift[];
  readonly leaves: readonly Leave[];
  readonly agents: ReadonlyMap<string, RosterAgent>;
  readonly required: RequiredAgents | null;
}

/** What of it says when somebody works. */
export type Worked = Pick<Roster, 'groupId' | 'shifts' | 'leaves' | 'agents'> & { readonly rules: Pick<ReceptionRules, 'zone'> };

/** One half hour of a date in which the shop is open at least for a part. */
export interface CoverageSlot extends OpenInterval {
  /** The fewest agents on shift at any moment of the open part. */
  readonly planned: number;
  /** Null where nothing is known of what is needed. */
  readonly required: number | null;
}

const minutesPerDay = 1_440;

export interface Coverage {
  /** Open time without any agent on shift, to the minute (STF-15). */
  readonly gaps: OpenInterval[];
  readonly slots: CoverageSlot[];
}

/** How the shifts cover the reception hours of some dates, both included. Shifts of a group count for the shop, others' not for a group. */
export function coverageOf(roster: Roster, span: { readonly from: string; readonly to: string }): Coverage {
  const { rules, groupId, required } = roster;
  const { zone } = rules;
  const open = windowsBetween(rules, wallTime(zone, span.from, 0), wallTime(zone, dateAfter(span.to, 1), 0), groupId);
  const times = workedTimes(roster);
  const slots = datesOf(span).flatMap((date) => {
    const needed = required?.[weekdayOf(date)];
    return halfHours(zone, date).flatMap(({ slot, ...time }) => {
      const parts = intersect(open, time);
      if (parts.length === 0) return [];
      return [{ ...time, planned: Math.min(...parts.map((part) => fewest(times, part))), required: needed?.[slot] ?? null }];
    });
  });
  return { gaps: open.flatMap((opening) => uncovered(times, opening)), slots };
}

/** A stretch of time with fewer agents than it needs. */
export interface Shortage extends OpenInterval {
  /** How many agents are missing where the most are. */
  readonly missing: number;
}

/** The half hours with fewer agents than they need, those that touch as one (STF-13). */
export function shortagesOf(slots: readonly CoverageSlot[]): Shortage[] {
  const found: { start: Date; end: Date; missing: number }[] = [];
  for (const { start, end, planned, required } of slots) {
    const missing = (required ?? 0) - planned;
    const last = found.at(-1);
    if (missing <= 0) continue;
    if (last?.end.getTime() !== start.getTime()) found.push({ start, end, missing });
    else Object.assign(last, { end, missing: Math.max(last.missing, missing) });
  }
  return found;
}

/** The half hours that the clocks show on a date. One that they skip is none; one before an hour that comes twice lasts until that has passed (RES-48). */
function halfHours(zone: string, date: string): (OpenInterval & { readonly slot: number })[] {
  const slots: (OpenInterval & { readonly slot: number })[] = [];
  let next = wallTime(zone, date, minutesPerDay);
  for (let slot = minutesPerDay / slotMinutes - 1; slot >= 0; slot -= 1) {
    const start = wallTime(zone, date, slot * slotMinutes);
    if (start >= next) continue;
    slots.unshift({ slot, start, end: next });
    next = start;
  }
  return slots;
}

/** When somebody works: without those who are away, who no longer answer buyers, or who serve another group. */
export function workedTimes({ rules, groupId, shifts, leaves, agents }: Worked): OpenInterval[] {
  return shifts
    .filter(({ agentId, date }) => agents.get(agentId)?.works === true && !isAway(leaves, agentId, date))
    .filter((shift) => groupId === null || shift.groupId === null || shift.groupId === groupId)
    .map((shift) => shiftTime(rules.zone, shift))
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

const intersect = (intervals: readonly OpenInterval[], { start, end }: OpenInterval): OpenInterval[] =>
  intervals.map((one) => ({ start: later(one.start, start), end: earlier(one.end, end) })).filter((part) => part.start < part.end);

/** The parts of an interval in which no time lies; `times` in the order of their starts. */
export function uncovered(times: readonly OpenInterval[], { start, end }: OpenInterval): OpenInterval[] {
  const gaps: OpenInterval[] = [];
  let until = start;
  for (const time of times) {
    if (time.start >= end) break;
    if (time.start > until) gaps.push({ start: until, end: time.start });
    until = later(until, time.end);
  }
  if (until < end) gaps.push({ start: until, end });
  return gaps;
}

/** How many times lie over an interval where the fewest do: it changes only where one begins or ends. */
export function fewest(times: readonly OpenInterval[], part: OpenInterval): number {
  const over = times.filter(({ start, end }) => start < part.end && part.start < end);
  const moments = [part.start, ...over.flatMap(({ start, end }) => [start, end])].filter((at) => part.start <= at && at < part.end);
  return Math.min(...moments.map((at) => over.filter(({ start, end }) => start <= at && at < end).length));
}
