import type { EventOf } from '#libs/contracts/event';
import type { ShopFacts } from './shop-facts';

/** One agent's time with one session, in milliseconds since 1970; `toMs` is Infinity while it lasts. */
export interface Assignment {
  readonly sessionId: string;
  readonly agentId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** The agent's slots after it, and how many there are (null = no limit), as routing itself counted them. */
  readonly load: number;
  readonly capacity: number | null;
  /** The cause that allowed more than the capacity. */
  readonly over: string | null;
}

/**
 * Who had which session from when to when. An assignment ends when its session closes (a slot stays occupied through the hold), or when a
 * later outcome takes the session away from this agent. One that met a session already closed never took effect and lasts no time.
 */
export function assignments({ routed, closed }: ShopFacts): Assignment[] {
  const closedAt = new Map(closed.map((event) => [event.value.sessionId, Date.parse(event.value.closedAt)]));
  return [...bySession(routed).values()].flatMap((outcomes) =>
    outcomes.flatMap((outcome, index) => {
      if (outcome.type !== 'assigned') return [];
      const { sessionId, agentId, decidedAt, load, capacity, over } = outcome.value;
      const fromMs = Date.parse(decidedAt);
      const taken = outcomes.slice(index + 1).find((later) => later.type !== 'assigned' || later.value.previousAgentId === agentId);
      const toMs = Math.min(closedAt.get(sessionId) ?? Infinity, taken ? Date.parse(taken.value.decidedAt) : Infinity);
      return [{ sessionId, agentId, fromMs, toMs: Math.max(fromMs, toMs), load, capacity, over: over ?? null }];
    }),
  );
}

function bySession(routed: readonly EventOf<'session-routed'>[]): Map<string, EventOf<'session-routed'>[]> {
  const sessions = new Map<string, EventOf<'session-routed'>[]>();
  for (const event of routed) sessions.set(event.value.sessionId, [...(sessions.get(event.value.sessionId) ?? []), event]);
  for (const outcomes of sessions.values()) outcomes.sort((a, b) => a.value.revision - b.value.revision);
  return sessions;
}
