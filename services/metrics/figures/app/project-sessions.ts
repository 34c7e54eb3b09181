import type { Tx } from '#libs/platform/database/database';
import { watchMisses } from '../../alerts/app/watch-misses';
import { loadTimelines } from '../../copies/store/shop-copies';
import { factsOfSessions } from '../../facts/store/facts';
import { projectSession } from '../domain/project-session';
import { projectionVersion, type SessionFigure } from '../domain/session-figure';
import { noTimeline } from '../domain/settings-timeline';
import { loadFigures } from '../store/session-figures';
import { applyFigures } from './apply-figures';

/** What came of computing sessions again. */
export interface Projected {
  /** Figures that differed from what was stored. */
  readonly changed: number;
  /** Sessions whose opening is not in the log, or not yet. */
  readonly withoutOpening: readonly string[];
}

/** Recomputes sessions from their facts, as they are at `now`; the transaction holds their shops. */
export async function projectSessions(tx: Tx, sessions: readonly string[], now: Date, version = projectionVersion): Promise<Projected> {
  const [facts, stored, timelines] = await Promise.all([factsOfSessions(tx, sessions), loadFigures(tx, sessions), loadTimelines(tx)]);
  const newer = new Set(stored.filter((figure) => figure.projectionVersion > version).map(({ sessionId }) => sessionId));
  const figures: SessionFigure[] = [];
  const withoutOpening: string[] = [];
  for (const [sessionId, { shopId, facts: told }] of facts) {
    const figure = projectSession(told, { timeline: timelines.get(shopId) ?? noTimeline, now, version });
    if (!figure) withoutOpening.push(sessionId);
    else if (!newer.has(sessionId)) figures.push(figure);
  }
  const known = new Set(figures.map(({ sessionId }) => sessionId));
  const before = stored.filter(({ sessionId }) => known.has(sessionId));
  const changed = await applyFigures(tx, before, figures);
  watchMisses(tx, before, figures, now);
  return { changed, withoutOpening };
}
