import type { Tx } from '#libs/platform/database/database';
import { factsOfSessions } from '../../facts/store/facts';
import { projectSession } from '../domain/project-session';
import { projectionVersion } from '../domain/session-figure';
import { saveFigures } from '../store/session-figures';

/** What came of computing sessions again. */
export interface Projected {
  /** Figures that differed from what was stored. */
  readonly changed: number;
  /** Sessions whose opening is not in the log, or not yet. */
  readonly withoutOpening: readonly string[];
}

/** Recomputes sessions from their facts; the transaction holds their shops. */
export async function projectSessions(tx: Tx, sessions: readonly string[], version = projectionVersion): Promise<Projected> {
  const facts = await factsOfSessions(tx, sessions);
  const figures = [...facts.values()].map((each) => projectSession(each, version)).filter((figure) => figure !== undefined);
  const changed = await saveFigures(tx, figures);
  const known = new Set(figures.map(({ sessionId }) => sessionId));
  return { changed, withoutOpening: sessions.filter((session) => !known.has(session)) };
}
