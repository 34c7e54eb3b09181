import type { EventOf } from '#libs/contracts/index';
import type { CommandKey } from '#libs/platform/database/command-results';
import type { InboxEvent } from '#libs/messaging/index';
import type { PresenceCommand } from '../../presence/domain/presence';

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

interface Command {
  readonly shopId: string;
  /** The account that commands. */
  readonly accountId: string | null;
  readonly traceparent: string | null;
  readonly key: CommandKey | null;
}

export type AgentCommand = Command &
  (
    | { readonly kind: 'set-presence'; readonly change: PresenceCommand }
    | { readonly kind: 'set-capacity'; readonly change: { readonly agentId: string; readonly maxCapacity: number | null } }
  );

/**
 * Everything that may change a shop's ownership, load or queue (architecture §4 rule 1). `events`: what was read from Kafka at once, of any shops.
 * `wake`: time has passed, or the sweeper saw a buyer wait beside a free agent; the flight looks for itself.
 */
export type Input =
  | { readonly kind: 'events'; readonly events: readonly InboxEvent[] }
  | AgentCommand
  | { readonly kind: 'wake'; readonly shopIds: readonly string[] };

/** The shops an input concerns. */
export function shopsOf(input: Input): readonly string[] {
  switch (input.kind) {
    case 'events':
      return input.events.map(({ shopId }) => shopId);
    case 'set-presence':
    case 'set-capacity':
      return [input.shopId];
    case 'wake':
      return input.shopIds;
    default:
      return input satisfies never;
  }
}
