import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { appendFacts, sessionOf } from '../../facts/store/facts';
import { projectSessions } from './project-sessions';

/** Appends a flight's events to the log and recomputes the figures of the sessions they tell of, in the inbox transaction. */
export async function recordFacts(tx: Tx, events: readonly InboxEvent[]): Promise<void> {
  appendFacts(tx, events);
  const sessions = new Set(events.map(sessionOf).filter((id) => id !== null));
  if (sessions.size > 0) await projectSessions(tx, [...sessions]);
}
