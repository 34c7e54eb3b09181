import type { Tx } from '#libs/platform/database/database';
import type { ReadDeps } from '../../deps';
import { leavesBetween } from '../../leaves/store/leaves';
import { withRules } from '../../reception/app/load-rules';
import { dateAfter, dateInUtc } from '../../roster/domain/dates';
import { loadRosterAgents } from '../../roster/store/roster-agents';
import { shiftsBetween } from '../../roster/store/shifts';
import { onShift, shiftsOfAgents, timedShifts, type AgentShifts, type TimedShift } from '../domain/on-shift';

/** How far ahead the next shift is looked for. */
const daysAhead = 14;

/** Who is on shift at an instant, and who comes next within two weeks. */
export const readOnShift = (
  deps: ReadDeps,
  shopId: string,
  at: Date,
): Promise<{ readonly now: TimedShift[]; readonly next: TimedShift[] }> =>
  withRules(deps, { shopId, from: at, subject: null }, async ({ zone }, tx) => onShift(await shiftsAbout(tx, shopId, zone, at), at));

/** Which shift each agent of a shop has now, and which next within two weeks. */
export const readAgentShifts = (deps: ReadDeps, shopId: string, at: Date): Promise<ReadonlyMap<string, AgentShifts>> =>
  withRules(deps, { shopId, from: at, subject: null }, async ({ zone }, tx) => shiftsOfAgents(await shiftsAbout(tx, shopId, zone, at), at));

/** The shifts from before an instant until two weeks later, without those of agents who are away or answer buyers no longer. */
async function shiftsAbout(tx: Tx, shopId: string, zone: string, at: Date): Promise<TimedShift[]> {
  const day = dateInUtc(at);
  const [from, to] = [dateAfter(day, -2), dateAfter(day, daysAhead)];
  const accounts = await loadRosterAgents(tx, shopId);
  const shifts = (await shiftsBetween(tx, shopId, from, to)).filter(({ agentId }) => accounts.get(agentId)?.works);
  return timedShifts(zone, shifts, await leavesBetween(tx, shopId, from, to));
}
