import { refuse, type Refusal } from '#libs/platform/errors';
import type { Session } from '../../conversation/domain/session';
import type { Rating } from './rating';
import { rateableUntil } from './rating-window';

export interface RatingRequest {
  readonly score: number;
  readonly solved: boolean | null;
}

/** A buyer rates a session, once and within 24 hours of its end (MET-20). The first rating counts (RES-76). */
export function decideRating(session: Session, before: Rating | null, { score, solved }: RatingRequest, now: Date): Rating | Refusal {
  if (before) return rated;
  const until = rateableUntil(session, now);
  if (until === null) return session.agentId === null ? noAgent : tooEarly;
  if (now > until) return tooLate;
  return { sessionId: session.id, score, solved, ratedAt: now };
}

const closed = (message: string, expected: string): Refusal => refuse('RATING_CLOSED', message, { field: 'sessionId', expected });

const tooEarly = closed('The session is not over yet.', 'a session that has ended');
const noAgent = closed('No agent had the session.', 'a session that an agent had');
const tooLate = closed('The session ended more than 24 hours ago.', 'a session that ended within the last 24 hours');
const rated = refuse('ALREADY_RATED', 'The session has a rating already; the first one counts.', {
  field: 'sessionId',
  expected: 'a session without a rating',
});
