import { isFree, type Agent } from './agent';
import { compareAgents, type Strategy } from '../../decision/domain/rank-agents';

/** Agents an ordinary assignment may go to, best first: picking one does not depend on how many there are. */
export interface FreeAgents {
  readonly strategy: Strategy;
  readonly ranked: Agent[];
}

export const freeAgents = (strategy: Strategy, agents: Iterable<Agent>): FreeAgents => ({
  strategy,
  ranked: [...agents].filter(isFree).sort((a, b) => compareAgents(strategy, a, b)),
});

function placeOf(free: FreeAgents, agent: Agent): number {
  let low = 0;
  let high = free.ranked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAgents(free.strategy, free.ranked[middle]!, agent) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs a change of one agent's load or counts and puts it where it then belongs, or nowhere. */
export function reposition(free: FreeAgents, agent: Agent, change: () => void): void {
  const before = placeOf(free, agent);
  if (free.ranked[before] === agent) free.ranked.splice(before, 1);
  change();
  if (isFree(agent)) free.ranked.splice(placeOf(free, agent), 0, agent);
}
