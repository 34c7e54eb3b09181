import type { TypeOf, ValueOf } from './catalogue';
import type { actor } from './common-fields';
import type { NewEvent } from './event';
import type { Topic } from './topics';
import type { ValueOfSchema } from './value-type';

/** Who made a fact true. */
export type Actor = ValueOfSchema<typeof actor>;

/** Why a fact becomes true: by whom, because of which command or event, in which trace. Every event carries it. */
export interface Trigger {
  readonly actor: Actor;
  /** The command's id or the event's; null for a command that brought none, and for what a timer does. */
  readonly causeId: string | null;
  readonly traceparent: string | null;
}

/** What the system does by itself: timers, and what follows from other services' facts. */
export const systemTrigger = (causeId: string | null = null, traceparent: string | null = null): Trigger => ({
  actor: { kind: 'SYSTEM', id: null },
  causeId,
  traceparent,
});

/** A schema's type allows further fields; `Omit` would lose the known ones by that. */
type Without<T, F extends string> = { [K in keyof T as string extends K ? never : K extends F ? never : K]: T[K] };

type Common = 'shopId' | 'occurredAt' | 'actor' | 'causeId' | 'policyVersion';

export interface Fact<T extends Topic, K extends TypeOf<T>> {
  readonly id: string;
  readonly topic: T;
  readonly type: K;
  readonly shopId: string;
  /** The session's, account's or shop's id: the unit that is parked. */
  readonly subject: string;
  readonly occurredAt: Date;
  readonly policyVersion: number | null;
  readonly value: Without<ValueOf<T, K>, Common>;
}

/** The event of a fact: the only place where an event's envelope and common fields are put together. */
export function factOf<T extends Topic, K extends TypeOf<T>>(trigger: Trigger, fact: Fact<T, K>): NewEvent<T, K> {
  const { id, topic, type, shopId, subject, occurredAt, policyVersion, value } = fact;
  const { actor: by, causeId, traceparent } = trigger;
  const common = { shopId, occurredAt: occurredAt.toISOString(), actor: by, causeId, policyVersion };
  return { id, topic, type, shopId, subject, traceparent, value: { ...common, ...value } as unknown as ValueOf<T, K> };
}
