import { erlangA } from './erlang-a';
import { erlangC, requiredAgents, workload, type Target } from './erlang-c';
import { rostered } from './shrinkage';

export interface PlanParameters extends Target {
  readonly intervalSeconds: number;
  /** Of one session, in seconds. */
  readonly handlingSeconds: number;
  /** How many sessions an agent has at a time (STF-27, RES-78). */
  readonly concurrency: number;
  /** The share of rostered agents who are away (STF-28). */
  readonly shrinkage: number;
  /** How long buyers wait before they leave, on average; null: they do not. */
  readonly patienceSeconds: number | null;
}

/** What so many agents give. */
export interface Given {
  readonly agents: number;
  readonly serviceLevel: number;
  readonly meanWait: number;
  readonly occupancy: number;
  /** The share who leave; 0 where patience is not known. */
  readonly abandoned: number;
}

export interface PlannedInterval {
  readonly volume: number;
  readonly workload: number;
  /** Agents needed; null where more than `mostAgents` would be. */
  readonly required: number | null;
  /** Agents to be rostered for them. */
  readonly toRoster: number | null;
  /** Agents on the roster; null where none was told. */
  readonly planned: number | null;
  /** What the rostered agents who are there give, or the required ones where there is no roster; null where they cannot do it (STF-30). */
  readonly given: Given | null;
  /** The same with one agent more. */
  readonly oneMore: Given | null;
}

export const mostAgents = 5_000;

/** What an interval needs and what its roster gives (STF-13, 27, 28). */
export function planInterval(volume: number, planned: number | null, parameters: PlanParameters): PlannedInterval {
  const traffic = { volume, intervalSeconds: parameters.intervalSeconds, handling: parameters.handlingSeconds / parameters.concurrency };
  const required = requiredAgents(traffic, parameters, mostAgents)?.agents ?? null;
  const there = planned === null ? required : Math.floor(planned * (1 - parameters.shrinkage));
  return {
    volume,
    workload: workload(traffic),
    required,
    toRoster: required === null ? null : rostered(required, parameters.shrinkage),
    planned,
    given: there === null ? null : givenBy(traffic, there, parameters),
    oneMore: there === null ? null : givenBy(traffic, there + 1, parameters),
  };
}

function givenBy(traffic: Parameters<typeof erlangC>[0], agents: number, { patienceSeconds, withinSeconds }: PlanParameters): Given | null {
  if (patienceSeconds !== null) return erlangA(traffic, agents, patienceSeconds, withinSeconds);
  const found = erlangC(traffic, agents, withinSeconds);
  return found ? { ...found, abandoned: 0 } : null;
}
