import type { Agent } from './agent';

/**
 * MET-23, RES-74: the load over the capacity of all agents together who are not OFFLINE and have a maximum; agents without one are in neither sum. null where
 * nobody is counted.
 */
export function shopSaturation(agents: readonly Pick<Agent, 'presence' | 'load' | 'maxCapacity'>[]): number | null {
  let [load, capacity] = [0, 0];
  for (const agent of agents) {
    if (agent.presence === 'OFFLINE' || agent.maxCapacity === null) continue;
    load += agent.load;
    capacity += agent.maxCapacity;
  }
  return capacity === 0 ? null : load / capacity;
}
