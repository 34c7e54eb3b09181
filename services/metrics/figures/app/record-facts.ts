import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { projectSession } from '../domain/project-session';
import { appendFacts, factsOfSessions } from '../../facts/store/facts';
import { saveFigures } from '../store/session-figures';

/** Appends a flight's events to the log and recomputes the figures of the sessions they tell of, in the inbox transaction. */
export async function recordFacts(tx: Tx, events: readonly InboxEvent[]): Promise<void> {
  appendFacts(tx, events);
  const sessions = new Set(events.map((event) => (event.value as { sessionId?: string }).sessionId).filter((id) => id !== undefined));
  if (sessions.size > 0) await projectSessions(tx, [...sessions]);
}

/** Recomputes sessions from their facts; answers how many figures changed. */
export async function projectSessions(tx: Tx, sessions: readonly string[]): Promise<number> {
  const facts = await factsOfSessions(tx, sessions);
  const figures = [...facts.values()].map(projectSession).filter((figure) => figure !== undefined);
  return saveFigures(tx, figures);
}
