import type { ShopState } from '../../flight/domain/shop-state';
import { isFull, type Agent } from '../../presence/domain/agent';
import { agentsOf, fits, rerank } from '../../presence/domain/roster';

/**
 * Keeps one agent for the next of a pool whose sessions take more slots than anybody has left: the one who lacks fewest. Buyers who came later and take
 * fewer pass on other agents, not on this one, whose free slots only grow until they suffice.
 */
export function keepFor({ roster, kept }: ShopState, pool: string, stage = 0): void {
  const { online, terms } = agentsOf(roster, pool, stage);
  if (terms === null) return;
  const lacking = (agent: Agent): number => agent.load + terms.slotsOf(agent) - (agent.maxCapacity ?? Infinity);
  const nearest = online
    .filter((agent) => agent.barred === null && !isFull(agent) && terms.bars(agent) === null && !fits(agent, terms))
    .reduce<Agent | null>((best, agent) => (best === null || isBefore(lacking(agent) - lacking(best), agent, best) ? agent : best), null);
  if (nearest === null) return;
  kept.add(nearest);
  rerank(roster, nearest, () => (nearest.barred = 'KEPT'));
}

/** Of those who lack as many always the same one: to go to and fro between them would serve nobody. */
const isBefore = (difference: number, one: Agent, other: Agent): boolean => difference < 0 || (difference === 0 && one.id < other.id);

/** Nobody is kept any longer. */
export function letGo({ roster, kept }: ShopState): void {
  for (const agent of kept) if (agent.barred === 'KEPT') rerank(roster, agent, () => (agent.barred = null));
  kept.clear();
}
