import { aSession, anActiveSession, at, ten } from '../../conversation/domain/example-session';
import type { Session } from '../../conversation/domain/session';
import { decideRating } from './decide-rating';
import { rateableUntil } from './rating-window';

const good = { score: 5, solved: true };
const ended = anActiveSession({ state: 'ENDING', endedAt: ten, endedBy: 'A', holdUntil: at('10:20:00') });
const closedAt = (when: Date, more: Partial<Session> = {}): Session =>
  anActiveSession({ state: 'CLOSED', closedAt: when, closeReason: 'SYSTEM_IDLE', ...more });
const dayLater = (ms = 0): Date => new Date(ten.getTime() + 24 * 3_600_000 + ms);

describe('MET-20 a rating', () => {
  it('is given from the end on, and at exactly 24 hours', () => {
    expect(decideRating(ended, null, good, ten)).toEqual({ sessionId: 's1', score: 5, solved: true, ratedAt: ten });
    expect(decideRating(ended, null, good, dayLater())).toMatchObject({ score: 5 });
    expect(decideRating(ended, null, good, dayLater(1_000))).toMatchObject({ code: 'RATING_CLOSED', field: 'sessionId' });
  });

  it('runs from the agent’s end, not from the close of the hold', () => {
    const held = closedAt(at('10:20:00'), { endedAt: ten });
    expect(rateableUntil(held, at('11:00:00'))).toEqual(dayLater());
    expect(rateableUntil(closedAt(at('10:20:00')), at('11:00:00'))).toEqual(dayLater(20 * 60_000));
  });

  it('is not given before, nor of a session that no agent had', () => {
    expect(decideRating(anActiveSession(), null, good, ten)).toMatchObject({ code: 'RATING_CLOSED' });
    expect(decideRating(closedAt(ten, { agentId: null }), null, good, ten)).toMatchObject({ code: 'RATING_CLOSED' });
    expect(rateableUntil(aSession(), ten)).toBeNull();
  });

  it('is given as soon as a timer has run out, whether or not the timer loop has been round', () => {
    expect(decideRating(anActiveSession(), null, good, at('16:00:00'))).toMatchObject({ score: 5 });
  });

  it('RES-76 is given once', () => {
    const before = { sessionId: 's1', score: 1, solved: null, ratedAt: ten };
    expect(decideRating(ended, before, good, ten)).toMatchObject({ code: 'ALREADY_RATED', field: 'sessionId' });
  });
});
