import type { Trigger } from '#libs/contracts/index';
import type { OfferEnd } from '../../queue/domain/session-placement';

/** An offer that ended without the agent having the session: a fact of `session-routed`. */
export interface DeclinedOffer {
  readonly sessionId: string;
  /** The outcome that offered it. */
  readonly revision: number;
  readonly shopVersion: number;
  readonly agentId: string;
  readonly how: Exclude<OfferEnd, 'ACCEPTED'>;
  readonly offeredAt: Date;
  readonly decidedAt: Date;
  /** What the agent said, which the event does not tell. */
  readonly reason: string | null;
  readonly trigger: Trigger;
  /** How many outcomes the flight had before: it is told between these and the others. */
  readonly behind: number;
}
