import type { Tx } from '#libs/platform/database/database';
import type { SessionFigure } from '../domain/session-figure';
import { sumChanges } from '../domain/sum-changes';
import { visitChanges, visitKey, type Visit } from '../domain/visit-changes';
import { addToSums } from '../store/figure-sums';
import { loadVisits, removeFigures, saveFigures } from '../store/session-figures';

/**
 * Stores the new figures of sessions and adds to the sums what makes the difference; one that is in `before` only is removed. The transaction holds the
 * shops. Answers how many figures changed.
 */
export async function applyFigures(tx: Tx, before: readonly SessionFigure[], after: readonly SessionFigure[]): Promise<number> {
  const stored = new Map(before.map((figure) => [figure.sessionId, figure]));
  const next = new Map(after.map((figure) => [figure.sessionId, figure]));
  const moved = [...new Set([...stored.keys(), ...next.keys()])].filter((id) => visitKey(stored.get(id)) !== visitKey(next.get(id)));
  const visits = await changesOfVisits(tx, moved, stored, next);
  const gone = [...stored.keys()].filter((id) => !next.has(id));
  if (gone.length > 0) removeFigures(tx, gone);
  addToSums(tx, sumChanges(before, after), visits);
  return (await saveFigures(tx, after)) + gone.length;
}

/** Only where a buyer is counted elsewhere than before are all visits of that buyer looked at. */
async function changesOfVisits(
  tx: Tx,
  moved: readonly string[],
  stored: ReadonlyMap<string, SessionFigure>,
  next: ReadonlyMap<string, SessionFigure>,
): Promise<ReturnType<typeof visitChanges>> {
  if (moved.length === 0) return [];
  const buyers = new Set(moved.map((id) => (next.get(id) ?? stored.get(id))!.buyerId));
  const visits = await loadVisits(tx, [...buyers]);
  const concerned = [...next.values()].filter(({ buyerId }) => buyers.has(buyerId));
  const unchanged = visits.filter(({ sessionId }) => !stored.has(sessionId) && !next.has(sessionId));
  const before: Visit[] = visits.filter(({ sessionId }) => stored.has(sessionId) || !next.has(sessionId));
  return visitChanges(before, [...unchanged, ...concerned]);
}
