import { compareAgents, type Strategy } from '../../decision/domain/rank-agents';
import { isFree, type Agent } from './agent';

/** Agents an ordinary assignment may go to, best first: picking one does not depend on how many there are. */
export interface FreeAgents {
  /** The order they are kept in. Weights change with every pick, so under WEIGHTED it is by account and the pick looks at all. */
  readonly order: Strategy;
  readonly ranked: Agent[];
  /** Whether an agent belongs here now. */
  readonly takes: (agent: Agent) => boolean;
}

export function freeAgents(strategy: Strategy, agents: Iterable<Agent>, takes: FreeAgents['takes'] = isFree): FreeAgents {
  const order = strategy === 'WEIGHTED' ? 'RANDOM' : strategy;
  return { order, takes, ranked: [...agents].filter(takes).sort((a, b) => compareAgents(order, a, b)) };
}

function positionOf({ order, ranked }: FreeAgents, agent: Agent): number {
  let low = 0;
  let high = ranked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAgents(order, ranked[middle]!, agent) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes an agent out, before its load or counts change. */
export function takeOut(free: FreeAgents, agent: Agent): void {
  const position = positionOf(free, agent);
  if (free.ranked[position] === agent) free.ranked.splice(position, 1);
}

/** Puts an agent where it belongs now, or nowhere. */
export function putBack(free: FreeAgents, agent: Agent): void {
  if (free.takes(agent)) free.ranked.splice(positionOf(free, agent), 0, agent);
}
