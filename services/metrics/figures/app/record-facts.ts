import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { appendFacts, sessionOf } from '../../facts/store/facts';
import { forgetErased } from '../../facts/store/forget-erased';
import { retell } from '../../settings/app/retell';
import { dropEmptySums } from '../store/figure-sums';
import { projectSessions } from './project-sessions';

/** Appends a flight's events to the log and recomputes the figures of the sessions they tell of, in the inbox transaction. */
export async function recordFacts(tx: Tx, events: readonly InboxEvent[], now: Date): Promise<void> {
  appendFacts(tx, events);
  const forgotten = forgetErased(tx, events);
  const told = new Set(events.filter(({ topic }) => topic === 'shop-changed').map(({ shopId }) => shopId));
  if (told.size > 0) await retell(tx, [...told]);
  const sessions = new Set([...events.map(sessionOf).filter((id) => id !== null), ...forgotten]);
  if (sessions.size > 0) await projectSessions(tx, [...sessions], now);
  if (forgotten.length > 0) dropEmptySums(tx);
}
