import { shiftsOf, type Rosters } from '../../copies/domain/roster-copy';
import type { RouteRequest } from '../../decision/domain/route-request';
import type { ShopState } from '../../flight/domain/shop-state';
import { isRoutable } from '../../presence/domain/agent';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import type { AwaitedAgent, SessionFacts } from '../../queue/domain/waiting-entry';

/** Whether a session still waits for the agent it knows before others may take it. The last instant belongs to it. */
export const stillAwaits = ({ awaits }: Pick<SessionFacts, 'awaits'>, { returningWaitMinutes }: RoutingRules, now: Date): boolean =>
  returningWaitMinutes !== null && awaits !== undefined && now.getTime() <= awaits.until;

/**
 * The agent who talked with the buyer last, if the roster makes an answer of it possible in the minutes that the shop wants such buyers to wait: it is on
 * shift, or its next shift begins within them. A session waits so once; one that queues for anybody does not begin to.
 */
export function awaitedAgent(state: ShopState, { facts, waiting }: RouteRequest, now: Date): AwaitedAgent | null {
  const { rules, rosters, agents } = state;
  if (rules.returningWaitMinutes === null) return null;
  if (facts.awaits) return stillAwaits(facts, rules, now) ? facts.awaits : null;
  const agent = facts.lastHuman === null || waiting === 'QUEUED' ? undefined : agents.get(facts.lastHuman.agentId);
  if (!agent || !isRoutable(agent) || facts.tried?.some(({ agentId }) => agentId === agent.id) || facts.passedBy?.includes(agent.id))
    return null;
  const until = now.getTime() + rules.returningWaitMinutes * 60_000;
  return isOnShiftBefore(rosters, agent.id, now, until) ? { agentId: agent.id, until } : null;
}

function isOnShiftBefore(rosters: Rosters, agentId: string, now: Date, until: number): boolean {
  return shiftsOf(rosters, agentId).some(({ from, to }) => from.getTime() <= until && to > now);
}

/** When the next of those who wait for one agent first goes on to others; null: nobody waits so. */
export function nextAwaitEnd({ pools, rules }: ShopState): number | null {
  if (rules.returningWaitMinutes === null) return null;
  const ends = [...pools.values()].flatMap(({ queue }) =>
    queue.entries.slice(queue.first).flatMap(({ facts }) => facts.awaits?.until ?? []),
  );
  return ends.length === 0 ? null : Math.min(...ends) + 1;
}
