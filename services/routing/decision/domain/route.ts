import type { ShopPolicy } from '#libs/contracts/index';
import type { Candidate } from './candidate';
import type { Strategy } from './rank-agents';
import type { Band, Place, WaitingKind } from '../../queue/domain/waiting';

/** Everything a decision reads of its shop, as a value: kept with the decision, so that it can be replayed (architecture §4 rule 11). */
export interface RouteView {
  /** The reception gate at the moment of the decision (step 2). */
  readonly open: boolean;
  readonly strategy: Strategy;
  readonly availabilityTest: ShopPolicy['availabilityTest'];
  readonly unavailableHandling: ShopPolicy['unavailableHandling'];
  readonly queueEnabled: boolean;
  /** Whether buyers wait whose turn comes first although somebody may be free: a long queue is drained in parts. */
  readonly waitingAhead: boolean;
  readonly ownerId: string | null;
  /** Whether the shop has any account with the role AGENT (PRM-5, PRM-6). */
  readonly hasServiceAccount: boolean;
  /** Accounts that take part; of these ONLINE; of these not OFFLINE. Counted over all, also where `candidates` is cut. */
  readonly routable: number;
  readonly online: number;
  readonly present: number;
  readonly candidates: readonly Candidate[];
  /** Candidates left out of a very long list: none of them could have won. */
  readonly omitted: number;
}

/** Who asks: a session without outcome yet (`waiting` null or PENDING), or one that waits already. */
export interface RouteRequest {
  readonly sessionId: string;
  readonly waiting: WaitingKind | null;
  readonly pool: string;
  readonly band: Band;
}

export type AssignCause = 'EVEN' | 'OWNER' | 'NO_QUEUE';
export type WaitCause = 'ALL_AT_CAPACITY' | 'NO_AGENT_ONLINE';
export type LeftCause = 'SHOP_CLOSED' | 'UNAVAILABLE';

/** `over` marks an assignment that a rule allows beyond the capacity (INV-2). */
export type Route =
  | { readonly outcome: 'assigned'; readonly agentId: string; readonly cause: AssignCause; readonly rule: string; readonly over: boolean }
  | { readonly outcome: 'queued'; readonly cause: WaitCause; readonly rule: string }
  | { readonly outcome: 'left-message'; readonly place: Place; readonly cause: LeftCause; readonly rule: string };

export type RouteDecision = Route & {
  /** The random number used, null when none was. */
  readonly drawn: number | null;
};
