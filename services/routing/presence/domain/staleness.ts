import { isStale, silentSince, type Beating } from './heartbeat';

/** An agent of whom nothing is heard any more, or who is heard of again. */
export interface StaleChange {
  readonly agentId: string;
  readonly isStale: boolean;
  readonly since: Date;
}

export interface Staleness {
  readonly changes: readonly StaleChange[];
  /** When the next agent becomes stale, unless it is heard of before; null: nobody. */
  readonly nextAt: Date | null;
}

export type BeatingAgent = Beating & { readonly id: string };

/** What has changed since managers were `told` who is stale (RTE-60). */
export function stalenessOf(
  agents: readonly BeatingAgent[],
  told: ReadonlySet<string>,
  staleAfterMinutes: number | null,
  now: Date,
): Staleness {
  const staleAt = (agent: Beating): number => (silentSince(agent)?.getTime() ?? Infinity) + (staleAfterMinutes ?? Infinity) * 60_000;
  const stale = new Map(agents.filter((agent) => isStale(agent, staleAfterMinutes, now)).map((agent) => [agent.id, agent]));
  const times = agents.filter(({ id }) => !stale.has(id)).map(staleAt);
  const next = Math.min(Infinity, ...times);
  return {
    changes: [
      ...[...stale.values()]
        .filter(({ id }) => !told.has(id))
        .map((agent) => ({ agentId: agent.id, isStale: true, since: new Date(staleAt(agent)) })),
      ...[...told].filter((id) => !stale.has(id)).map((agentId) => ({ agentId, isStale: false, since: now })),
    ],
    nextAt: next === Infinity ? null : new Date(next),
  };
}
