import type { TypeOf, ValueOf } from './catalogue';
import type { Received } from './one-of';
import type { Topic } from './topics';

/** A fact before it has a number: what an owner hands to its outbox. `subject` is the session's or account's id: the unit that is parked. */
export interface NewEvent<T extends Topic = Topic, K extends TypeOf<T> = TypeOf<T>> {
  readonly id: string;
  readonly topic: T;
  readonly type: K;
  readonly shopId: string;
  readonly subject: string;
  readonly traceparent: string | null;
  readonly value: ValueOf<T, K>;
}

/** Any fact on its way to the outbox, once its value has been checked where it was built. */
export interface AnyNewEvent {
  readonly id: string;
  readonly topic: Topic;
  readonly type: string;
  readonly shopId: string;
  readonly subject: string;
  readonly traceparent: string | null;
  readonly value: object;
}

/** A fact as read from Kafka, with its place in its stream. */
export interface ReceivedEvent<T extends Topic = Topic, K extends string = string, V = unknown> {
  readonly id: string;
  readonly topic: T;
  readonly type: K;
  readonly shopId: string;
  readonly subject: string;
  readonly incarnation: number;
  readonly sequence: number;
  readonly traceparent: string | null;
  readonly value: V;
}

/** The value of an event as a reader meets it: its enums may hold values of a newer owner. */
export type ReceivedValue<T extends Topic, K extends TypeOf<T>> = Received<ValueOf<T, K>>;

/** All types of one topic as a tagged union, so that a `switch` on `type` narrows `value`. */
export type EventOf<T extends Topic> = { [K in TypeOf<T>]: ReceivedEvent<T, K, ReceivedValue<T, K>> }[TypeOf<T>];

/** Builds a NewEvent with its value checked by the compiler against the type's schema. */
export function newEvent<T extends Topic, K extends TypeOf<T>>(event: NewEvent<T, K>): NewEvent<T, K> {
  return event;
}
