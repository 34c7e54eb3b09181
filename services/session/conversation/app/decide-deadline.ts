import type { Log } from '#libs/platform/process/log';
import type { Change } from '../domain/change';
import { decideTimer } from '../domain/decide-timer';
import type { Buyer, Message, Session } from '../domain/session';
import type { Deadline } from '../domain/timers';
import { tellAgain } from '../domain/undecided';
import type { SessionDeadline } from '../store/deadlines';
import type { WorkingSet } from './working-set';

/** What a round of timers has loaded. */
export interface TimerFlight {
  readonly set: WorkingSet;
  /** Buyers whom this round holds. */
  readonly free: ReadonlySet<string>;
  /** The opening messages of sessions that routing may not have decided about. */
  readonly openings: ReadonlyMap<string, Message>;
  readonly log: Log;
}

/** What a deadline that is due comes to. `next` absent: its row stays as it is, for the next round or because the change moves it. */
export interface DeadlineDecision {
  readonly change?: Change;
  readonly next?: Deadline | 'GONE';
}

export function decideDeadline(flight: TimerFlight, { sessionId, kind }: SessionDeadline, now: Date): DeadlineDecision {
  if (kind === 'REMINDER') return {};
  const session = flight.set.session(sessionId);
  const buyer = session && flight.set.buyer(session.buyerId);
  if (session === null || buyer === null) return { next: 'GONE' };
  if (!flight.free.has(buyer.id)) return {};
  if (kind === 'DECISION') return decideUndecided(flight, session, buyer, now);
  const decision = decideTimer(session, buyer, kind, now);
  switch (decision.outcome) {
    case 'closed':
      return { change: decision.change };
    case 'returned':
      return { change: decision.change, next: 'GONE' };
    case 'rearmed':
      return { next: decision.deadline };
    case 'gone':
      return { next: 'GONE' };
    default:
      return decision satisfies never;
  }
}

function decideUndecided({ set, openings, log }: TimerFlight, session: Session, buyer: Buyer, now: Date): DeadlineDecision {
  const [opening, terms] = [openings.get(session.id), set.terms(session.shopId)];
  const told = opening && terms ? tellAgain(session, { buyer, opening, timeZone: terms.timeZone }, now) : null;
  if (told === null) return { next: 'GONE' };
  const { id: sessionId, shopId } = session;
  log.error({ alarm: 'UNDECIDED', sessionId, shopId, since: told.since }, 'routing has not decided about a session; it is told again');
  return { change: told.change, next: told.deadline };
}
