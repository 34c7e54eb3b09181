import type { OpenInterval } from '#libs/calendar/index';
import { datesOf } from './dates';
import { isAway, type Leave } from '../../leaves/domain/leave';
import { shiftTime, type Shift } from './shift';

/** One shift of a day's plan and how many agents it takes. */
export interface PlannedShift {
  readonly start: number;
  readonly end: number;
  readonly agents: number;
}

/** Three shifts around the clock, for a promotion from its day to the next (三班倒, STF-18). */
export const threeShifts: readonly PlannedShift[] = [
  { start: 0, end: 480, agents: 1 },
  { start: 480, end: 960, agents: 1 },
  { start: 960, end: 1_440, agents: 1 },
];

/** A planned shift that lacks agents. */
export interface Unfilled {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  readonly missing: number;
}

/** How much comes in the peaks of a shift on a date; 0 = it has none. */
export type PeakOf = (date: string, shift: Pick<PlannedShift, 'start' | 'end'>) => number;

interface Applied {
  readonly shifts: readonly Omit<Shift, 'id'>[];
  readonly unfilled: Unfilled[];
}

interface Given {
  readonly zone: string;
  /** In the order in which they take turns. */
  readonly agentIds: readonly string[];
  readonly existing: readonly Shift[];
  readonly leaves: readonly Leave[];
  /** Who converts how well, and when the shop's peaks are: shifts with peaks are filled first, with the best (STF-12). */
  readonly strengths?: { readonly ratings: ReadonlyMap<string, number>; readonly peakOf: PeakOf } | undefined;
}

/**
 * A day's plan on each date of a span: agents take turns over the shifts, whoever has had the fewest first; nobody works while away or in two places. What
 * nobody can take is listed: a plan is complete when nothing is (STF-18). Shifts with peaks are filled first, the busiest at the start, by who does not work
 * on that date yet and converts best.
 */
export function applyPlan(plan: readonly PlannedShift[], span: { readonly from: string; readonly to: string }, given: Given): Applied {
  const peakOf: PeakOf = (date, shift) => given.strengths?.peakOf(date, shift) ?? 0;
  const workers = workersOf(given);
  const shifts: Omit<Shift, 'id'>[] = [];
  const unfilled: Unfilled[] = [];
  for (const date of datesOf(span))
    for (const { start, end, agents } of [...plan].sort((a, b) => peakOf(date, b) - peakOf(date, a))) {
      const time = shiftTime(given.zone, { date, start, end });
      const inTurn = [...workers].sort(peakOf(date, { start, end }) > 0 ? byStrength(date) : byTurn);
      const found = inTurn
        .filter(({ agentId, times }) => !isAway(given.leaves, agentId, date) && !times.some(overlaps(time)))
        .slice(0, agents);
      for (const worker of found) {
        worker.dates.push(date);
        worker.times.push(time);
        shifts.push({ agentId: worker.agentId, date, start, end, groupId: null, note: null });
      }
      if (found.length < agents) unfilled.push({ date, start, end, missing: agents - found.length });
    }
  return { shifts: shifts.sort(inOrder), unfilled: unfilled.sort(inOrder) };
}

/** An agent while a plan is made: what it works already, and the dates that the plan has given it. */
interface Worker {
  readonly agentId: string;
  readonly rating: number;
  readonly times: OpenInterval[];
  readonly dates: string[];
}

const workersOf = ({ zone, agentIds, existing, strengths }: Given): Worker[] =>
  agentIds.map((agentId) => ({
    agentId,
    rating: strengths?.ratings.get(agentId) ?? 0,
    times: existing.filter((shift) => shift.agentId === agentId).map((shift) => shiftTime(zone, shift)),
    dates: [],
  }));

const byTurn = (a: Worker, b: Worker): number => a.dates.length - b.dates.length;
const byStrength =
  (date: string) =>
  (a: Worker, b: Worker): number =>
    Number(a.dates.includes(date)) - Number(b.dates.includes(date)) || b.rating - a.rating || byTurn(a, b);

const overlaps =
  (time: OpenInterval) =>
  ({ start, end }: OpenInterval): boolean =>
    start < time.end && time.start < end;

const inOrder = (a: Pick<Shift, 'date' | 'start'>, b: Pick<Shift, 'date' | 'start'>): number =>
  a.date.localeCompare(b.date) || a.start - b.start;
