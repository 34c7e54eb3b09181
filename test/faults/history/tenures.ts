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

export function tenuresOfSession(story: SessionStory): Tenure[] {
  const { sessionId, outcomes, closed } = story;
  const spans = outcomes.flatMap((from, index): Span[] => {
    if (!isGiven(from.event)) return [];
    const { agentId, slots = 1 } = from.event.value;
    return [{ sessionId, agentId, slots, from, next: outcomes[index + 1] ?? null }];
  });
  const backs = givenBack(spans, story);
  return spans.map((span) => {
    const back = backs.get(span);
    const ends = [...(back === undefined ? [] : [back]), ...closed.map(({ atMs }) => atMs)];
    return { ...span, freedMs: Math.max(span.from.atMs, Math.min(Infinity, ...ends)) };
  });
}

type Span = Omit<Tenure, 'freedMs'>;

/**
 * When each tenure was given back: every return ends one. An agent may have a session more than once, all within a millisecond: what was transferred
 * was not given back, and what was assigned anew was for certain, so that these take theirs first.
 */
function givenBack(spans: readonly Span[], { returned }: SessionStory): Map<Span, number> {
  const left = [...returned];
  const isAnew = ({ next }: Span): boolean => next?.event.type === 'assigned';
  const backs = new Map<Span, number>();
  for (const span of [...spans.filter(isAnew), ...spans.filter((one) => !isAnew(one))]) {
    const { agentId, from, next } = span;
    if (next?.event.type === 'transferred') continue;
    const index = left.findIndex((one) => one.agentId === agentId && one.atMs >= from.atMs && one.atMs <= (next?.atMs ?? Infinity));
    if (index >= 0) backs.set(span, left.splice(index, 1)[0]!.atMs);
  }
  return backs;
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
