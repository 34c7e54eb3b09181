import { datesOf } from './dates';
import { isAway, type Leave } from '../../leaves/domain/leave';
import { doubleBooking } from './double-booking';
import type { Shift } from './shift';

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
}

/**
 * A day's plan on each date of a span: agents take turns over the shifts, whoever has had the fewest first; nobody works while away or in two places. What
 * nobody can take is listed: a plan is complete when nothing is (STF-18).
 */
export function applyPlan(plan: readonly PlannedShift[], span: { readonly from: string; readonly to: string }, given: Given): Applied {
  const { zone, agentIds, existing, leaves } = given;
  const shifts: Omit<Shift, 'id'>[] = [];
  const unfilled: Unfilled[] = [];
  const taken = new Map(agentIds.map((id) => [id, 0]));
  const isFree = (shift: Shift): boolean => {
    const own = [...existing, ...shifts.map((each, index) => ({ ...each, id: String(index) }))].filter(
      ({ agentId }) => agentId === shift.agentId,
    );
    return !isAway(leaves, shift.agentId, shift.date) && doubleBooking(zone, [...own, shift]) === undefined;
  };
  for (const date of datesOf(span))
    for (const { start, end, agents } of plan) {
      const places = Array.from({ length: agents });
      const filled = places.filter(() => {
        const inTurn = [...agentIds].sort((a, b) => taken.get(a)! - taken.get(b)!);
        const found = inTurn.find((agentId) => isFree({ id: 'new', agentId, date, start, end, groupId: null, note: null }));
        if (found === undefined) return false;
        taken.set(found, taken.get(found)! + 1);
        shifts.push({ agentId: found, date, start, end, groupId: null, note: null });
        return true;
      });
      if (filled.length < agents) unfilled.push({ date, start, end, missing: agents - filled.length });
    }
  return { shifts, unfilled };
}
