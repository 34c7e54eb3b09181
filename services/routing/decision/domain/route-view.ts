import type { ShopPolicy } from '#libs/contracts/index';
import type { AwaitedAgent } from '../../queue/domain/waiting-entry';
import type { Candidate } from './candidate';
import type { DecidingOverride } from './deciding-override';
import type { BlockCause } from './route';

/** The settings that decisions read: a new rule adds its own here, and to `usualSettings`. */
export type DecidingSettings = Pick<
  ShopPolicy,
  | 'routingMode'
  | 'assignStrategy'
  | 'availabilityTest'
  | 'unavailableHandling'
  | 'offlineRouting'
  | 'queueEnabled'
  | 'botFirst'
  | 'returningWindowHours'
  | 'returningBypassesCapacity'
  | 'returningBypassesSuspendHours'
  | 'returningFallback'
  | 'returningWithBot'
  | 'returningPriority'
  | 'newCustomerPriority'
  | 'newCustomerMaxPurchases'
  | 'exclusiveAgentPriority'
>;

/** What a record of a decision leaves out. It may grow, and never change: records are read for as long as they are kept. */
export const usualSettings: DecidingSettings = {
  routingMode: 'BASIC',
  assignStrategy: 'EVEN',
  availabilityTest: 'ANY_ONLINE',
  unavailableHandling: 'QUEUE',
  offlineRouting: false,
  queueEnabled: true,
  botFirst: false,
  returningWindowHours: 72,
  returningBypassesCapacity: true,
  returningBypassesSuspendHours: 0,
  returningFallback: 'EVEN',
  returningWithBot: 'AFTER_TRANSFER',
  returningPriority: false,
  newCustomerPriority: false,
  newCustomerMaxPurchases: 1,
  exclusiveAgentPriority: true,
};

export const decidingSettings = Object.keys(usualSettings) as (keyof DecidingSettings)[];

/** Everything a decision reads of its shop, as a value: kept with the decision, so that it can be replayed (INV-4). */
export interface RouteView {
  readonly settings: DecidingSettings;
  readonly now: Date;
  /** The first instant of the shop's date; null before the shop is known. */
  readonly today: Date | null;
  /** Whether the shop, or a group of the session's pool, receives at the moment of the decision (step 2). */
  readonly open: boolean;
  /** The group by whose own hours that was; null: by the shop's. */
  readonly hoursOf: string | null;
  /** What held it open or closed by hand at that moment; null where its hours or holiday mode decided. */
  readonly override: DecidingOverride | null;
  /** Whether buyers wait whose turn comes first although somebody may be free: a long queue is drained in parts. */
  readonly waitingAhead: boolean;
  /** The agent a returning buyer may wait for, and until when; absent or null: nobody. */
  readonly awaits?: AwaitedAgent | null;
  readonly ownerId: string | null;
  /** The account that stands in where nobody is available (RTE-34); null where none is set, or it may not. */
  readonly proxyId: string | null;
  /** The crowds whose members come first; none while that is not in force (RTE-41 to RTE-46). */
  readonly crowds: readonly string[];
  /** Whether the shop has any account with the role AGENT (PRM-5, PRM-6). */
  readonly hasServiceAccount: boolean;
  /** Whether group routing is in force (RTE-2, RTE-18). */
  readonly grouped: boolean;
  /** Whether nobody of the pool's groups is ONLINE, so that everybody serves it (RTE-8, RES-5). */
  readonly lent: boolean;
  /** The groups that may take the session by now, by name, in the order of overflow; absent while these are the pool's own only. */
  readonly chain?: readonly string[];
  /** Accounts that take part; of these ONLINE; of these not OFFLINE. Counted over all, also where `candidates` is cut. */
  readonly routable: number;
  readonly online: number;
  readonly present: number;
  /** What bars those who are ONLINE from one more session of the pool where that is not that all are full; absent or null: they are, or nothing does. */
  readonly blocked?: BlockCause | null;
  /** Who serves the session's pool, and whom a fact of the session names: one that does not serve the pool says so by `unfit`. */
  readonly candidates: readonly Candidate[];
  /** Service accounts left out: of other pools, or of a very long list; none of them could have won. */
  readonly omitted: number;
}
