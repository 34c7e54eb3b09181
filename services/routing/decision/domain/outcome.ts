import type { Trigger } from '#libs/contracts/index';
import type { OfferTerms } from '../../offers/domain/offer-terms';
import type { Band } from '../../queue/domain/waiting-entry';
import type { ClosedNotice } from '../../reception/domain/reception-state';
import type { DecisionRecord } from './decision-record';
import type { PriorityPrompt } from './priority-prompt';
import type { RouteDecision } from './route';

/** What people did by hand: who, and what was noted. */
export interface ByHand {
  readonly by: string | null;
  readonly note: string | null;
}

/** One decision and its effect: a row of the decision table and an event of `session-routed`. */
export interface Outcome {
  readonly sessionId: string;
  readonly revision: number;
  /** The shop's version it was decided under; greater than that of every status change before it. */
  readonly shopVersion: number;
  readonly route: RouteDecision;
  readonly record: DecisionRecord;
  readonly pool: string;
  /** The group whose it is; null where it is everybody's, or that of several. */
  readonly groupId: string | null;
  readonly band: Band;
  readonly enqueuedAt: Date | null;
  readonly decidedAt: Date;
  readonly waitedMs: number;
  readonly settingsVersion: number | null;
  readonly scheduleVersion: number | null;
  readonly trigger: Trigger;
  /** Who had the session before, when it was given back (RES-81). */
  readonly previousAgentId: string | null;
  /** Of what people did by hand only. */
  readonly byHand: ByHand | null;
  /** The agent's after an assignment. */
  readonly load: number;
  readonly capacity: number | null;
  /** Set where the agent has to accept first. */
  readonly offer: OfferTerms | null;
  /** Until when the agent has to write to the buyer; null where it need not. */
  readonly answerDueAt: Date | null;
  /** Whether it is an offer that was accepted. */
  readonly isAccepted: boolean;
  /** How many of its slots the session takes. */
  readonly slots: number;
  /** What the buyer is told when its crowd comes first. */
  readonly prompt: PriorityPrompt | null;
  /** Of left messages only. */
  readonly notice: ClosedNotice | null;
}
