import type { EventOf, Trigger } from '#libs/contracts/index';
import type { AuditLine } from '#libs/platform/audit/audit';
import type { CommandKey } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import type { Refusal } from '#libs/platform/errors';
import type { InboxEvent } from '#libs/messaging/index';
import type { ShopChange } from '../domain/shop-change';

/** Topics routing consumes. */
export const consumedTopics = [
  'shop-changed',
  'account-changed',
  'schedule-changed',
  'session-started',
  'session-ended',
  'session-closed',
] as const;

type ConsumedTopic = (typeof consumedTopics)[number];

export type ConsumedEvent = { [T in ConsumedTopic]: EventOf<T> }[ConsumedTopic];

/** A command about one shop. Its answer is stored under its id, so it is plain data. */
export interface ShopCommand<A extends object> {
  readonly kind: 'command';
  readonly shopId: string;
  readonly key: CommandKey | null;
  readonly trigger: Trigger;
  /** Decides, and changes the shop unless it refuses. */
  readonly run: (change: ShopChange) => A | Refusal;
  /** Whether it asks who is on shift, which a flight reads for it alone. */
  readonly needsRoster?: boolean;
  /** Sessions it names, whose placement has to be read before it is run. */
  readonly sessions?: readonly string[];
  /** For an act that leaves an audit line: what the line compares, taken before and after it, and the line. */
  readonly audited?: {
    view(change: ShopChange): object | null;
    line(before: object | null, after: object | null, answer: A): AuditLine | null;
  };
  /** Completes the answer from what the flight has written. */
  readonly complete?: (tx: Tx, answer: A) => Promise<A>;
}

/**
 * Everything that may change a shop's ownership, load or queue (ADR 1). `wake`: time has passed, or the sweeper saw a buyer wait who could move; the
 * flight looks for itself.
 */
export type Input =
  { readonly kind: 'event'; readonly event: InboxEvent } | ShopCommand<object> | { readonly kind: 'wake'; readonly shopId: string };

/** The trace an input is part of. */
export function traceOf(input: Input): string | null {
  switch (input.kind) {
    case 'event':
      return input.event.traceparent;
    case 'command':
      return input.trigger.traceparent;
    case 'wake':
      return null;
    default:
      return input satisfies never;
  }
}

/** The shop an input concerns. */
export const shopOf = (input: Input): string => (input.kind === 'event' ? input.event.shopId : input.shopId);
