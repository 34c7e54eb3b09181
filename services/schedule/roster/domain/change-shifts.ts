import { formatTime } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';
import type { RosterAgent } from './roster-agent';
import { doubleBooking } from './double-booking';
import type { Shift } from './shift';

/** What is known where shifts are changed. */
export interface KnownRoster {
  readonly zone: string;
  /** Shifts about the dates that change, with all that are changed or removed. */
  readonly shifts: readonly Shift[];
  readonly agents: ReadonlyMap<string, RosterAgent>;
}

/** Shifts to be written, each with the path of what asked for it, and ids of shifts to be taken away. */
export interface ShiftChange {
  readonly saved: readonly { readonly shift: Shift; readonly field: string }[];
  readonly removed: readonly string[];
}

/** The roster after a change, about its dates; refuses whoever is no agent at work and an agent in two places at once. */
export function changeShifts({ zone, shifts, agents }: KnownRoster, { saved, removed }: ShiftChange): readonly Shift[] | Refusal {
  for (const { shift, field } of saved) {
    const agent = agents.get(shift.agentId);
    if (!agent)
      return refuse('ACCOUNT_NOT_FOUND', 'The shop has no such account.', {
        retryable: true,
        field: `${field}.agentId`,
        expected: 'an agent of the shop',
      });
    if (!agent.works)
      return refuse('NOT_AN_AGENT', 'The account answers no buyers.', {
        field: `${field}.agentId`,
        expected: 'an active account with the role AGENT',
      });
  }
  const gone = new Set([...removed, ...saved.map(({ shift }) => shift.id)]);
  const after = [...shifts.filter(({ id }) => !gone.has(id)), ...saved.map(({ shift }) => shift)];
  const both = doubleBooking(zone, after);
  if (!both) return after;
  const fieldOf = new Map(saved.map(({ shift, field }) => [shift.id, field]));
  // Of two that are new, the later one is named.
  const [other, named] = fieldOf.has(both[1].id) ? both : [both[1], both[0]];
  return refuse('DOUBLE_BOOKING', 'The agent has another shift at that time.', {
    field: fieldOf.get(named.id) ?? 'shifts',
    expected: `a time outside ${other.date} ${formatTime(other.start)}-${formatTime(other.end)}`,
  });
}
