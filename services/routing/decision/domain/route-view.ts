import type { ShopPolicy } from '#libs/contracts/index';
import type { Candidate } from './candidate';

/** The settings that decisions read: a new rule adds its own here. */
export const decidingSettings = ['assignStrategy', 'availabilityTest', 'unavailableHandling', 'queueEnabled'] as const;

export type DecidingSettings = Pick<ShopPolicy, (typeof decidingSettings)[number]>;

/** Everything a decision reads of its shop, as a value: kept with the decision, so that it can be replayed (INV-4). */
export interface RouteView {
  readonly settings: DecidingSettings;
  /** Whether the shop receives at the moment of the decision (step 2). */
  readonly open: boolean;
  /** Whether buyers wait whose turn comes first although somebody may be free: a long queue is drained in parts. */
  readonly waitingAhead: boolean;
  readonly ownerId: string | null;
  /** Whether the shop has any account with the role AGENT (PRM-5, PRM-6). */
  readonly hasServiceAccount: boolean;
  /** Accounts that take part; of these ONLINE; of these not OFFLINE. Counted over all, also where `candidates` is cut. */
  readonly routable: number;
  readonly online: number;
  readonly present: number;
  /** The service accounts; those that do not serve the session's pool say so by `unfit`. */
  readonly candidates: readonly Candidate[];
  /** Candidates left out of a very long list: none of them could have won. */
  readonly omitted: number;
}
