import type { Agent } from '../../presence/domain/agent';
import { weightOf } from './rank-agents';

/**
 * One pick of the smooth weighted round robin (RES-86): every candidate's current weight grows by its weight, and the chosen one's falls by the weight
 * of all. The sum stays 0, so that over time each is chosen in proportion to its weight.
 */
export function weighPick(candidates: readonly Agent[], chosen: Agent): void {
  let total = 0;
  for (const agent of candidates) {
    const weight = weightOf(agent);
    agent.currentWeight += weight;
    total += weight;
  }
  chosen.currentWeight -= total;
}
