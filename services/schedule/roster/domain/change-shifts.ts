import { refuse, type Refusal } from '#libs/platform/errors';
import { daysApart } from './dates';
import { doubleBooking } from './double-booking';
import { doubleBooked } from './refusals';
import type { RosterAgent } from './roster-agent';
import type { Shift } from './shift';

/** What is known where shifts are changed. */
export interface KnownRoster {
  readonly zone: string;
  readonly today: string;
  /** Shifts about the dates that change, with all that are changed or removed. */
  readonly shifts: readonly Shift[];
  readonly agents: ReadonlyMap<string, RosterAgent>;
}

/** A shift to be written, and the path of what asked for it, or for its agent or date. */
export interface NamedShift {
  readonly shift: Shift;
  readonly fieldOf: (part: 'agentId' | 'date' | null) => string;
}

/** Shifts to be written, and ids of shifts to be taken away. */
export interface ShiftChange {
  readonly saved: readonly NamedShift[];
  readonly removed: readonly string[];
}

/** How many days before and after today shifts may start. */
export const farthestDays = 400;

/** The roster after a change, about its dates; refuses whoever is no agent at work, dates far away, and an agent in two places at once. */
export function changeShifts({ zone, today, shifts, agents }: KnownRoster, { saved, removed }: ShiftChange): readonly Shift[] | Refusal {
  for (const named of saved) {
    const refused = refusalAlone(named, agents, today);
    if (refused) return refused;
  }
  const gone = new Set([...removed, ...saved.map(({ shift }) => shift.id)]);
  const after = [...shifts.filter(({ id }) => !gone.has(id)), ...saved.map(({ shift }) => shift)];
  const both = doubleBooking(zone, after);
  if (!both) return after;
  const fieldOf = new Map(saved.map((named) => [named.shift.id, named.fieldOf(null)]));
  // Of two that are new, the later one is named.
  const [other, named] = fieldOf.has(both[1].id) ? both : [both[1], both[0]];
  return doubleBooked(other, fieldOf.get(named.id) ?? 'shifts');
}

function refusalAlone({ shift, fieldOf }: NamedShift, agents: KnownRoster['agents'], today: string): Refusal | undefined {
  const agent = agents.get(shift.agentId);
  const field = fieldOf('agentId');
  if (!agent)
    return refuse('ACCOUNT_NOT_FOUND', 'The shop has no such account.', { retryable: true, field, expected: 'an agent of the shop' });
  if (!agent.works)
    return refuse('NOT_AN_AGENT', 'The account answers no buyers.', { field, expected: 'an active account with the role AGENT' });
  if (Math.abs(daysApart(today, shift.date)) <= farthestDays) return undefined;
  const expected = `a date at most ${farthestDays} days from ${today}`;
  return refuse('INVALID_RANGE', 'The date is too far away for a shift.', { field: fieldOf('date'), expected });
}
