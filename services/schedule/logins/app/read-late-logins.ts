import { granted } from '#libs/platform/errors';
import type { Deps, ReadDeps } from '../../deps';
import { daysOf, parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { isAway } from '../../leaves/domain/leave';
import { leavesBetween } from '../../leaves/store/leaves';
import { withRules } from '../../reception/app/load-rules';
import { dateAfter } from '../../roster/domain/dates';
import { tooManyDates } from '../../roster/domain/refusals';
import { byStart, shiftTime, wallTime, type ShiftPlace } from '../../roster/domain/shift';
import { loadRosterAgents } from '../../roster/store/roster-agents';
import { shiftsBetween } from '../../roster/store/shifts';
import { lateLogins, type LateLogin } from '../domain/late-logins';
import { loginsBetween } from '../store/logins';

export interface LateAsked extends TypedSpan {
  readonly shopId: string;
  readonly agentId: string | null;
  readonly after: ShiftPlace | null;
  readonly first: number;
}

export interface LatePage {
  readonly late: LateLogin[];
  readonly hasNextPage: boolean;
}

/** The most dates that are looked at at once. */
const longestLook = 31;

/** Shifts of some dates whose agents logged in late or not at all, without those who were away or answer buyers no longer (STF-26). */
export function readLateLogins(
  deps: Pick<Deps, 'clock'> & ReadDeps,
  { shopId, agentId, after, first, ...typed }: LateAsked,
): Promise<LatePage> {
  const { from, to } = granted(parseSpan(typed, ''));
  if (daysOf({ from, to }) > longestLook) throw tooManyDates('to', longestLook);
  const now = deps.clock.now();
  return withRules(deps, { shopId, from: now, subject: null }, async ({ zone }, tx) => {
    const [agents, leaves] = [await loadRosterAgents(tx, shopId), await leavesBetween(tx, shopId, from, to)];
    const shifts = (await shiftsBetween(tx, shopId, from, to))
      .filter((shift) => (agentId === null || shift.agentId === agentId) && agents.get(shift.agentId)?.works)
      .filter((shift) => !isAway(leaves, shift.agentId, shift.date))
      .sort(byStart)
      .map((shift) => ({ shift, ...shiftTime(zone, shift) }));
    const logins = await loginsBetween(tx, shopId, wallTime(zone, from, 0), wallTime(zone, dateAfter(to, 2), 0));
    const late = lateLogins(
      shifts.filter(({ start }) => start <= now),
      logins,
      now,
    ).filter(({ shift }) => after === null || byStart(shift, after) > 0);
    return { late: late.slice(0, first), hasNextPage: late.length > first };
  });
}
