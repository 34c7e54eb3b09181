import type { Strategy } from '../../decision/domain/rank-agents';
import { unfitFor } from '../../queue/domain/pools';
import { isRoutable, isServiceAccount, type Agent } from './agent';
import { freeAgents, putBack, takeOut, type FreeAgents } from './free-agents';

/** Who may take sessions from one pool. */
export interface PoolAgents {
  /** The service accounts that serve it, by agent number. */
  readonly service: readonly Agent[];
  readonly free: FreeAgents;
}

/** The accounts that take part, counted and ranked once for all decisions until one of them changes. */
export interface Roster {
  readonly service: readonly Agent[];
  readonly routable: number;
  readonly online: number;
  readonly present: number;
  readonly strategy: Strategy;
  /** By pool, each made when it is first asked for. */
  readonly pools: Map<string, PoolAgents>;
}

export function rosterOf(accounts: Iterable<Agent>, strategy: Strategy): Roster {
  const service = [...accounts].filter(isServiceAccount);
  const routable = service.filter(isRoutable);
  return {
    service,
    routable: routable.length,
    online: routable.filter(({ presence }) => presence === 'ONLINE').length,
    present: routable.filter(({ presence }) => presence !== 'OFFLINE').length,
    strategy,
    pools: new Map(),
  };
}

export function agentsOf(roster: Roster, pool: string): PoolAgents {
  const known = roster.pools.get(pool);
  if (known) return known;
  const service = roster.service.filter((agent) => unfitFor(agent, pool) === null);
  const made = { service, free: freeAgents(roster.strategy, service) };
  roster.pools.set(pool, made);
  return made;
}

/** Runs a change of one agent's load or counts and ranks it anew in every pool it serves. */
export function rerank({ pools }: Roster, agent: Agent, change: () => void): void {
  for (const { free } of pools.values()) takeOut(free, agent);
  change();
  for (const [pool, { free }] of pools) if (unfitFor(agent, pool) === null) putBack(free, agent);
}
