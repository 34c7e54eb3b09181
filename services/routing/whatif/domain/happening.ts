import type { Override, ScheduleVersion } from '#libs/calendar/index';
import type { EventOf } from '#libs/contracts/index';
import type { Settings } from '../../copies/domain/settings';
import type { AccountFacts, Presence } from '../../presence/domain/agent';
import type { HumanRequest } from '../../queue/domain/human-requested';
import type { Arrival } from '../../queue/domain/session-started';

/** An outcome; what became of offers in between is none. */
export type Routed = Extract<EventOf<'session-routed'>, { type: 'assigned' | 'transferred' | 'to-bot' | 'queued' | 'left-message' }>;

/** What the log tells of a shop, as a replay needs it. */
export type What =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'account'; readonly accountId: string; readonly facts: AccountFacts }
  | { readonly kind: 'hours'; readonly version: ScheduleVersion }
  | { readonly kind: 'withdrawn'; readonly version: number }
  | { readonly kind: 'override'; readonly revision: number; readonly override: Override | null }
  /** `follows`: it is the effect of something else that is told too. */
  | { readonly kind: 'presence'; readonly agentId: string; readonly to: Presence; readonly follows: boolean }
  | { readonly kind: 'capacity'; readonly agentId: string; readonly to: number | null; readonly follows: boolean }
  | { readonly kind: 'arrival'; readonly arrival: Arrival; readonly reentryOf: string | null }
  | { readonly kind: 'human'; readonly request: HumanRequest }
  | { readonly kind: 'routed'; readonly event: Routed }
  | { readonly kind: 'ended'; readonly sessionId: string }
  | { readonly kind: 'returned'; readonly sessionId: string; readonly agentId: string; readonly waitingSince: Date }
  | { readonly kind: 'closed'; readonly sessionId: string; readonly byBuyer: boolean };

/** Something at an instant. Of one instant, what routing numbered goes by its number, behind what it did not. */
export type Happening = What & { readonly atMs: number; readonly number: number };

export const inOrder = (a: Happening, b: Happening): number => a.atMs - b.atMs || a.number - b.number;
