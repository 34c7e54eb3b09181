import { isGiven, isRouted, type Decision, type Given, type History, type Routed, type SessionStory } from './history';

/** One agent's time with one session. */
export interface Tenure {
  readonly sessionId: string;
  readonly agentId: string;
  readonly from: Decision<Routed>;
  /** How many of the agent's slots it takes. */
  readonly slots: number;
  /** When the session was closed, or given back because its agent is gone; Infinity while neither is told. */
  readonly freedMs: number;
  /** The session's next outcome, which takes it from the agent. */
  readonly next: Decision<Routed> | null;
}

/** A load that routing tells, beside how many sessions the facts give the agent at that moment. */
export interface ToldLoad {
  readonly decision: Decision;
  readonly agentId: string;
  readonly load: number;
  readonly counted: number;
}

export function tenuresOfSession({ sessionId, outcomes, returned, closed }: SessionStory): Tenure[] {
  const left = [...returned];
  return outcomes.flatMap((from, index) => {
    if (!isGiven(from.event)) return [];
    const { agentId, slots = 1 } = from.event.value;
    // Who gave it back may get it again within the same millisecond: each return ends one tenure.
    const back = left.findIndex((one) => one.agentId === agentId && one.atMs >= from.atMs);
    const ends = [...(back < 0 ? [] : left.splice(back, 1)), ...closed].map(({ atMs }) => atMs);
    return [
      { sessionId, agentId, slots, from, freedMs: Math.max(from.atMs, Math.min(Infinity, ...ends)), next: outcomes[index + 1] ?? null },
    ];
  });
}

/** Walks through routing's facts and counts, at each load told, the agent's tenures that are not over. */
export function toldLoads(history: History, isOver: (tenure: Tenure, at: Decision) => boolean): ToldLoad[] {
  const begun = new Map([...history.sessions.values()].flatMap(tenuresOfSession).map((tenure) => [tenure.from, tenure]));
  const live = new Map<string, Tenure[]>();
  return history.decisions.flatMap((decision) => {
    const told = loadIn(decision);
    if (!told) return [];
    const { agentId, load } = told;
    const begins = isRouted(decision) ? begun.get(decision) : undefined;
    const mine = [...(live.get(agentId) ?? []), ...(begins ? [begins] : [])].filter((tenure) => !isOver(tenure, decision));
    live.set(agentId, mine);
    return [{ decision, agentId, load, counted: mine.reduce((sum, { slots }) => sum + slots, 0) }];
  });
}

function loadIn({ event }: Decision): Pick<Given['value'], 'agentId' | 'load'> | null {
  if (event.topic === 'agent-status-changed') return event.value;
  return isGiven(event) ? event.value : null;
}
