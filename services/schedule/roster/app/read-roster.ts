import { granted } from '#libs/platform/errors';
import type { ReadDeps } from '../../deps';
import { daysOf, parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import { withRules } from '../../reception/app/load-rules';
import { coverageOf, type Coverage } from '../domain/coverage';
import { dateAfter } from '../domain/dates';
import { unfilledShifts } from '../domain/unfilled-shifts';
import type { Unfilled } from '../domain/shift-plan';
import { longestPlan, planOf } from './apply-template';
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

export interface UnfilledAsked extends TypedSpan {
  readonly shopId: string;
  readonly templateId: string | null;
}

/** What some dates lack of a template's shifts (STF-18). */
export function readUnfilled(deps: ReadDeps, { shopId, templateId, ...typed }: UnfilledAsked): Promise<Unfilled[]> {
  const span = granted(parseSpan(typed, ''));
  if (daysOf(span) > longestPlan) throw tooManyDates('to', longestPlan);
  const [from, to] = [dateAfter(span.from, -1), dateAfter(span.to, 1)];
  return withRules(deps, { shopId, from: wallTime('UTC', from, 0), subject: null }, async (rules, tx) => {
    const [shifts, leaves] = [await shiftsBetween(tx, shopId, from, to), await leavesBetween(tx, shopId, from, to)];
    const roster = { rules, groupId: null, shifts, leaves, agents: await loadRosterAgents(tx, shopId) };
    return unfilledShifts(await planOf(tx, shopId, templateId), span, roster);
  });
}
