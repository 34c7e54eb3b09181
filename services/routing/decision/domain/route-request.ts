import type { Route } from './route';
import type { Band, OverLimit, SessionFacts, WaitingKind } from '../../queue/domain/waiting-entry';

/** An offer that was accepted, as it was decided. */
export type Accepted = Pick<Extract<Route, { outcome: 'assigned' }>, 'agentId' | 'cause' | 'rule' | 'over'>;

/** Who asks: a session without outcome yet (`waiting` null or PENDING), or one that waits already; with all that is known of it. */
export interface RouteRequest {
  readonly sessionId: string;
  readonly waiting: WaitingKind | null;
  readonly pool: string;
  readonly band: Band;
  readonly facts: SessionFacts;
  /** How many steps its wait has come to by which more agents may take it; absent: none. */
  readonly stage?: number;
  /** Which limit of the shop keeps it out of the queue; absent without any. */
  readonly overLimit?: OverLimit | undefined;
  /** Whether an agent has it whose shift is about to end. */
  readonly isHandedOver?: boolean | undefined;
  /** The offer that its agent accepts: then nothing is left to decide. */
  readonly accepted?: Accepted | undefined;
}
