import { granted } from '#libs/platform/errors';
import type { ReadDeps } from '../../deps';
import { daysOf, parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { withRules } from '../../reception/app/load-rules';
import { coverageOf, type Coverage } from '../domain/coverage';
import { dateAfter, dateInUtc } from '../domain/dates';
import { onShift, type TimedShift } from '../domain/on-shift';
import { tooManyDates } from '../domain/refusals';
import { wallTime, type Shift, type ShiftPlace } from '../domain/shift';
import { leavesBetween } from '../../leaves/store/leaves';
import { loadRosterHead } from '../store/rosters';
import { listTemplates } from '../store/shift-templates';
import { pageOfShifts, shiftsBetween } from '../store/shifts';
import type { ShiftTemplate } from '../store/roster-tables';
import type { RequiredAgents } from '../domain/required-agents';
import { loadRosterAgents } from '../store/roster-agents';

export interface ShiftPage {
  readonly shifts: Shift[];
  readonly hasNextPage: boolean;
}

export interface ShiftsAsked extends TypedSpan {
  readonly shopId: string;
  readonly agentId: string | null;
  readonly after: ShiftPlace | null;
  readonly first: number;
}

/** Shifts that start on the dates of a span, in order. */
export async function readShifts({ readDb }: ReadDeps, { shopId, first, agentId, after, ...typed }: ShiftsAsked): Promise<ShiftPage> {
  const span = granted(parseSpan(typed, ''));
  const found = await readDb.transaction([shopId], (tx) => pageOfShifts(tx, { shopId, ...span, agentId, after, most: first + 1 }));
  return { shifts: found.slice(0, first), hasNextPage: found.length > first };
}

export const readTemplates = ({ readDb }: ReadDeps, shopId: string): Promise<ShiftTemplate[]> =>
  readDb.transaction([shopId], (tx) => listTemplates(tx, shopId));

/** The roster's revision and what it needs. */
export const readHead = (
  { readDb }: ReadDeps,
  shopId: string,
): Promise<{ readonly revision: number; readonly required: RequiredAgents | null }> =>
  readDb.transaction([shopId], (tx) => loadRosterHead(tx, shopId));

/** The most dates whose coverage is asked for at once. */
const longestCoverage = 31;

/** How the shifts cover the reception hours of some dates (STF-15). */
export function readCoverage(deps: ReadDeps, shopId: string, typed: TypedSpan, groupId: string | null): Promise<Coverage> {
  const span = granted(parseSpan(typed, ''));
  if (daysOf(span) > longestCoverage) throw tooManyDates('to', longestCoverage);
  const [from, to] = [dateAfter(span.from, -1), dateAfter(span.to, 1)];
  return withRules(deps, { shopId, from: wallTime('UTC', from, 0), subject: groupId }, async (rules, tx) => {
    const [shifts, leaves] = [await shiftsBetween(tx, shopId, from, to), await leavesBetween(tx, shopId, from, to)];
    const { required } = await loadRosterHead(tx, shopId);
    return coverageOf({ rules, groupId, shifts, leaves, agents: await loadRosterAgents(tx, shopId), required }, span);
  });
}

/** How far ahead the next shift is looked for. */
const daysAhead = 14;

/** Who is on shift at an instant, and who comes next within two weeks. */
export const readOnShift = (
  deps: ReadDeps,
  shopId: string,
  at: Date,
): Promise<{ readonly now: TimedShift[]; readonly next: TimedShift[] }> =>
  withRules(deps, { shopId, from: at, subject: null }, async ({ zone }, tx) => {
    const day = dateInUtc(at);
    const [from, to] = [dateAfter(day, -2), dateAfter(day, daysAhead)];
    const accounts = await loadRosterAgents(tx, shopId);
    const shifts = (await shiftsBetween(tx, shopId, from, to)).filter(({ agentId }) => accounts.get(agentId)?.works);
    return onShift(zone, shifts, await leavesBetween(tx, shopId, from, to), at);
  });
