import type { InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { appendFacts, sessionOf } from '../../facts/store/facts';
import { forgetErased } from '../../facts/store/forget-erased';
import { retell } from '../../settings/app/retell';
import { dropEmptySums } from '../store/figure-sums';
import { unknownMember } from '../domain/dimensions';
import { loadFigures } from '../store/session-figures';
import { applyFigures } from './apply-figures';
import { projectSessions, type Projected } from './project-sessions';

/** Appends a flight's events to the log and recomputes the figures of the sessions they tell of, in the inbox transaction. */
export async function recordFacts(tx: Tx, events: readonly InboxEvent[], now: Date): Promise<void> {
  appendFacts(tx, events);
  const forgotten = forgetErased(tx, events);
  const told = new Set(events.filter(({ topic }) => topic === 'shop-changed').map(({ shopId }) => shopId));
  if (told.size > 0) await retell(tx, [...told]);
  const sessions = new Set([...events.map(sessionOf).filter((id) => id !== null), ...forgotten]);
  const projected = sessions.size > 0 ? await projectSessions(tx, [...sessions], now) : nothing;
  if (forgotten.length === 0) return;
  await forgetEntryPoints(
    tx,
    forgotten.filter((id) => projected.withoutOpening.includes(id)),
  );
  dropEmptySums(tx);
}

const nothing: Projected = { changed: 0, withoutOpening: [] };

/** Figures whose facts are no longer in the log cannot be computed again: only their entry point goes. */
async function forgetEntryPoints(tx: Tx, sessions: readonly string[]): Promise<void> {
  const before = await loadFigures(tx, sessions);
  await applyFigures(
    tx,
    before,
    before.map((figure) => ({ ...figure, entryPoint: unknownMember })),
  );
}
