import type { LimitCause, Place } from '../../queue/domain/waiting-entry';
import type { Strategy } from './rank-agents';

/** An ordinary assignment names the strategy that chose. */
export type AssignCause =
  Strategy | 'RETURNING' | 'PRIORITY_CROWD' | 'EXCLUSIVE' | 'OFFLINE_LIST' | 'OWNER' | 'PROXY' | 'NO_QUEUE' | 'MANUAL';
/** What keeps those who are ONLINE from one more session although they are not all full. */
export type BlockCause = 'NOBODY_QUALIFIED' | 'AT_RATE' | 'CHANNEL_FULL' | 'TOO_FEW_SLOTS' | 'SHIFT_ENDS';
export type WaitCause = 'ALL_AT_CAPACITY' | 'NO_AGENT_ONLINE' | 'NOBODY_LEFT' | 'AWAITS_AGENT' | BlockCause;
export type BotCause = 'BOT_FIRST';
export type LeftCause = 'SHOP_CLOSED' | 'GROUP_CLOSED' | 'UNAVAILABLE' | LimitCause;

/** What a decision says. `over` marks an assignment that a rule allows beyond the capacity (INV-2). */
export type Route =
  | { readonly outcome: 'assigned'; readonly agentId: string; readonly cause: AssignCause; readonly rule: string; readonly over: boolean }
  | { readonly outcome: 'to-bot'; readonly cause: BotCause; readonly rule: string }
  | { readonly outcome: 'queued'; readonly cause: WaitCause; readonly rule: string }
  | { readonly outcome: 'left-message'; readonly place: Place; readonly cause: LeftCause; readonly rule: string };

export type RouteDecision = Route & {
  /** The random number used, null when none was. */
  readonly randomNumber: number | null;
  /** Whether the buyer's crowd comes first and nobody was there for it (RTE-53, RES-37). */
  readonly priorityFailed: boolean;
};
