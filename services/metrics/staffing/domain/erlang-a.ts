import { workload, type Traffic } from './erlang-c';

/** What so many agents give when buyers leave after waiting, by Erlang A (STF-29). */
export interface ErlangA {
  readonly agents: number;
  /** The share who leave before they are served. */
  readonly abandoned: number;
  /** The mean wait of all, those who leave included, in seconds. */
  readonly meanWait: number;
  /** How many wait on average. */
  readonly queue: number;
  readonly waiting: number;
  /** The share served within the time. */
  readonly serviceLevel: number;
  readonly occupancy: number;
}

/** States less likely than this share of the likeliest are left out. */
const negligible = 1e-18;

/** Patience is exponential with the given mean in seconds. Any number of agents, 0 too, is stable: who would wait for ever leaves. */
export function erlangA(traffic: Traffic, agents: number, patience: number, withinSeconds: number): ErlangA {
  const arrivals = traffic.volume / traffic.intervalSeconds;
  if (arrivals === 0) return { agents, abandoned: 0, meanWait: 0, queue: 0, waiting: 0, serviceLevel: 1, occupancy: 0 };
  const rates: Rates = { arrivals, serving: agents / traffic.handling, leaving: 1 / patience };
  const queued = queueShares(rates, workload(traffic), agents);
  const queue = queued.reduce((sum, share, waiting) => sum + share * waiting, 0);
  const waiting = queued.reduce((sum, share) => sum + share, 0);
  const abandoned = (queue * rates.leaving) / arrivals;
  return {
    agents,
    abandoned,
    meanWait: queue / arrivals,
    queue,
    waiting,
    serviceLevel: 1 - waiting + servedWithin(queued, rates, withinSeconds),
    occupancy: agents === 0 ? 0 : (workload(traffic) * (1 - abandoned)) / agents,
  };
}

/** Per second. */
interface Rates {
  readonly arrivals: number;
  readonly serving: number;
  readonly leaving: number;
}

/** How likely it is that all agents are busy and 0, 1, 2 … wait. The chances are relative to "all busy, none waits", so that none overflows. */
function queueShares({ arrivals, serving, leaving }: Rates, work: number, agents: number): number[] {
  let free = 0;
  for (let [busy, chance] = [agents, 1]; busy > 0 && chance > negligible; busy -= 1) {
    chance *= busy / work;
    free += chance;
  }
  const chances = [1];
  for (let [waiting, chance] = [1, 1]; chance > negligible || chances.length < work; waiting += 1) {
    chance *= arrivals / (serving + waiting * leaving);
    if (chance < negligible && waiting * leaving > arrivals) break;
    chances.push(chance);
  }
  const total = free + chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / total);
}

/**
 * The share of all who wait and are served within the time. Whoever comes to `ahead` others is served when they and one agent are through: a chain that only
 * goes down, each step at the rate of the agents and of those ahead who leave, while the buyer may leave too. By uniformization.
 */
function servedWithin(queued: readonly number[], { serving, leaving }: Rates, seconds: number): number {
  const fastest = serving + queued.length * leaving;
  const mean = fastest * seconds;
  const states = [...queued];
  let served = 0;
  let total = 0;
  const steps = Math.ceil(mean + 12 * Math.sqrt(mean + 1) + 30);
  for (let step = 0; step <= steps; step += 1) {
    total += served * poisson(step, mean);
    served += (states[0]! * serving) / fastest;
    for (let ahead = 0; ahead < states.length; ahead += 1) {
      const from = ahead + 1 < states.length ? states[ahead + 1]! * (serving + (ahead + 1) * leaving) : 0;
      states[ahead] = states[ahead]! * (1 - (serving + (ahead + 1) * leaving) / fastest) + from / fastest;
    }
  }
  return total;
}

const logFactorials = [0];

function poisson(count: number, mean: number): number {
  if (mean === 0) return count === 0 ? 1 : 0;
  for (let at = logFactorials.length; at <= count; at += 1) logFactorials.push(logFactorials[at - 1]! + Math.log(at));
  return Math.exp(count * Math.log(mean) - mean - logFactorials[count]!);
}
