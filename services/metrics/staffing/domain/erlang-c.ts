/** How much work comes and how it is to be served. All times in seconds; `handling` is the handling time already divided by the concurrency (RES-78). */
export interface Traffic {
  /** Contacts of the interval. */
  readonly volume: number;
  readonly intervalSeconds: number;
  readonly handling: number;
}

export interface Target {
  /** The share to be answered within `withinSeconds`, 0 to 1. */
  readonly serviceLevel: number;
  readonly withinSeconds: number;
  /** The share of their time that agents may be busy, 0 to 1. */
  readonly occupancy: number;
}

/** What so many agents give, by Erlang C: nobody leaves. */
export interface ErlangC {
  readonly agents: number;
  /** The share who wait at all. */
  readonly waiting: number;
  readonly serviceLevel: number;
  /** The mean wait of all, in seconds (ASA). */
  readonly meanWait: number;
  readonly occupancy: number;
}

/** The work in erlangs: how many agents would be busy all the time (STF-27). */
export const workload = ({ volume, intervalSeconds, handling }: Traffic): number => (volume * handling) / intervalSeconds;

/** The share of contacts that find all `agents` busy where none may wait, by the recursion over agents, which is stable. */
function* blocking(work: number): Generator<number> {
  for (let [agents, blocked] = [0, 1]; ; agents += 1) {
    yield blocked;
    blocked = (work * blocked) / (agents + 1 + work * blocked);
  }
}

const fromBlocking = (blocked: number, agents: number, traffic: Traffic, withinSeconds: number): ErlangC => {
  const work = workload(traffic);
  const waiting = (agents * blocked) / (agents - work * (1 - blocked));
  const spare = (agents - work) / traffic.handling;
  return {
    agents,
    waiting,
    serviceLevel: 1 - waiting * Math.exp(-spare * withinSeconds),
    meanWait: waiting / spare,
    occupancy: work / agents,
  };
};

/** Erlang C of a number of agents greater than the work; undefined where they cannot do it, and the queue would grow for ever (STF-30). */
export function erlangC(traffic: Traffic, agents: number, withinSeconds: number): ErlangC | undefined {
  if (agents <= workload(traffic)) return undefined;
  if (traffic.volume === 0) return idle(agents);
  let at = 0;
  for (const blocked of blocking(workload(traffic))) {
    if (at === agents) return fromBlocking(blocked, agents, traffic, withinSeconds);
    at += 1;
  }
  return undefined;
}

const idle = (agents: number): ErlangC => ({ agents, waiting: 0, serviceLevel: 1, meanWait: 0, occupancy: 0 });

/** The fewest agents with which service level and occupancy are met (STF-27); no work needs none. Undefined beyond `most`. */
export function requiredAgents(traffic: Traffic, { serviceLevel, withinSeconds, occupancy }: Target, most: number): ErlangC | undefined {
  const work = workload(traffic);
  if (work === 0) return idle(0);
  let agents = 0;
  for (const blocked of blocking(work)) {
    if (agents > most) return undefined;
    if (agents > work && work / agents <= occupancy) {
      const found = fromBlocking(blocked, agents, traffic, withinSeconds);
      if (found.serviceLevel >= serviceLevel) return found;
    }
    agents += 1;
  }
  return undefined;
}
