import { spreadBucket } from './spread-buckets';
import type { Measure, Spread } from './measures';

/** What is added to sums: by measure, and by bucket of a spread, as `firstReply@512`. Nothing stands for 0. */
export type Amounts = Readonly<Record<string, number>>;

/** What one session adds: to the figures of its shop, and to those of agents, who are credited by the rule of each metric. */
export interface Added {
  readonly shop: Amounts;
  readonly agents: Readonly<Record<string, Amounts>>;
  /** From this instant on it adds something else though nothing happens, as an unanswered one does after its 24 hours; null: never. */
  readonly changesAt: Date | null;
}

/** Takes down what one session adds. `agentId` null credits nobody. */
export interface Tally {
  shop(measure: Measure, amount?: number): void;
  agent(agentId: string | null, measure: Measure, amount?: number): void;
  /** The shop's own and the agent's. */
  both(agentId: string | null, measure: Measure, amount?: number): void;
  /** A duration of a spread, for the shop and the agent. */
  spread(agentId: string | null, spread: Spread, ms: number): void;
  /** What was counted holds until then. */
  until(at: number): void;
}

export function newTally(): Tally & { readonly added: () => Added } {
  const shop: Record<string, number> = {};
  const agents: Record<string, Record<string, number>> = {};
  let changesAt = Infinity;
  const add = (to: Record<string, number>, name: string, amount: number): void => {
    if (amount !== 0) to[name] = (to[name] ?? 0) + amount;
  };
  const toAgent = (agentId: string | null, name: string, amount: number): void => {
    if (agentId !== null) add((agents[agentId] ??= {}), name, amount);
  };
  return {
    shop: (measure, amount = 1) => add(shop, measure, amount),
    agent: (agentId, measure, amount = 1) => toAgent(agentId, measure, amount),
    both: (agentId, measure, amount = 1) => {
      add(shop, measure, amount);
      toAgent(agentId, measure, amount);
    },
    spread: (agentId, spread, ms) => {
      const name = `${spread}@${spreadBucket(ms)}`;
      add(shop, name, 1);
      toAgent(agentId, name, 1);
    },
    until: (at) => {
      changesAt = Math.min(changesAt, at);
    },
    added: () => ({ shop, agents, changesAt: changesAt === Infinity ? null : new Date(changesAt) }),
  };
}
