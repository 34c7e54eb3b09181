import type { Caller } from '#libs/platform/access/caller';
import type { Changed } from './changed';
import type { LiveRoot } from './live-roots';

/** One field of an event and its key in the answer. */
export type PayloadField =
  | { readonly key: string; readonly is: 'reason' | 'at' | 'gone' | 'data' }
  | { readonly key: string; readonly is: 'name'; readonly of: string }
  | { readonly key: string; readonly is: 'changed'; readonly fields: readonly (readonly [key: string, is: 'kind' | 'id' | 'type'])[] };

/** The query that brings the state of an event. */
export interface StateQuery {
  readonly text: string;
  /** Without what the gateway adds: `ids`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The variable that takes which sessions of an inbox are asked for; null for all. */
  readonly ids: string | undefined;
  /** Under which key each session of an inbox tells its id, beside what the client selects. */
  readonly idKey: string;
}

/** A subscription, understood: what is watched, and how an event is made of it. */
export interface Watch {
  readonly root: LiveRoot;
  /** Key of the root field in the answer. */
  readonly key: string;
  readonly shopId: string;
  readonly sessionId: string | undefined;
  readonly fields: readonly PayloadField[];
  /** Absent where an event only tells what has changed: then no service is asked. */
  readonly query: StateQuery | undefined;
  /** What callers with the same rights share. */
  readonly name: string;
  /** Whether an answer depends on whose account it is for, and not on its rights alone. */
  readonly isPersonal: boolean;
}

export type Reason = 'SNAPSHOT' | 'CHANGE' | 'RESYNC';

export interface State {
  readonly reason: Reason;
  readonly changed: readonly Changed[];
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly gone: readonly string[];
}

/** The event's payload, in the order and under the keys the client has chosen. */
export function payloadOf({ fields }: Watch, state: State): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field, state)]));
}

function valueOf(field: PayloadField, { reason, changed, at, data, gone }: State): unknown {
  switch (field.is) {
    case 'reason':
      return reason;
    case 'at':
      return at;
    case 'gone':
      return gone;
    case 'name':
      return field.of;
    case 'data':
      return data[field.key] ?? null;
    case 'changed':
      return changed.map((each) => Object.fromEntries(field.fields.map(([key, is]) => [key, is === 'type' ? 'Changed' : each[is]])));
    default:
      return field satisfies never;
  }
}

/** Callers who would be given the same answers, by all that these depend on. */
export function sharedBy({ name, isPersonal }: Watch, caller: Caller): string {
  const { roles, imEnabled, permissions, shop, account } = caller;
  const who = account === null ? caller : isPersonal ? account : null;
  return JSON.stringify([name, shop, [...roles].sort(), imEnabled, [...permissions].sort(), who]);
}
