import { shiftsOf, type Rosters } from '../../copies/domain/roster-copy';
import type { ShopState } from '../../flight/domain/shop-state';
import { isRoutable, type Agent } from '../../presence/domain/agent';

/**
 * When the shift ends in which an agent is at an instant; null where it is in none, or another one follows within as many minutes: a short pause is no end.
 */
export function shiftEnd(rosters: Rosters, agentId: string, now: Date, minutes: number): Date | null {
  const shifts = shiftsOf(rosters, agentId);
  const current = shifts.filter(({ from, to }) => from <= now && now < to);
  if (current.length === 0) return null;
  const end = Math.max(...current.map(({ to }) => to.getTime()));
  const follows = shifts.some(({ from, to }) => from.getTime() <= end + minutes * 60_000 && to.getTime() > end);
  return follows ? null : new Date(end);
}

/** Agents whose shift ends within the minutes in which the shop has their talks handed over, while somebody is ONLINE who stays. */
export function leavingAgents({ rules: { handOverMinutes }, agents }: ShopState, rosters: Rosters, now: Date): ReadonlySet<Agent> {
  if (handOverMinutes === null || rosters.size === 0) return nobody;
  const soon = new Date(now.getTime() + handOverMinutes * 60_000);
  const endsSoon = ({ id }: Agent): boolean => {
    const end = shiftEnd(rosters, id, now, handOverMinutes);
    return end !== null && end <= soon;
  };
  const present = [...agents.values()].filter(({ presence }) => presence !== 'OFFLINE');
  const leaving = new Set(present.filter(endsSoon));
  return present.some((agent) => agent.presence === 'ONLINE' && isRoutable(agent) && !leaving.has(agent)) ? leaving : nobody;
}

const nobody: ReadonlySet<Agent> = new Set();
