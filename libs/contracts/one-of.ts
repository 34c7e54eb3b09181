/**
 * An enum of an event or of the policy is open: the values this build knows are listed, and any other text is sound, since its owner may be newer.
 * The union that TypeScript sees derives from the list.
 */
export interface OneOf<K extends readonly string[]> {
  readonly type: 'string';
  readonly known: K;
}

export interface NullableOneOf<K extends readonly string[]> {
  readonly type: readonly ['string', 'null'];
  readonly known: K;
}

export const oneOf = <const K extends readonly string[]>(...known: K): OneOf<K> => ({ type: 'string', known });

export const nullableOneOf = <const K extends readonly string[]>(...known: K): NullableOneOf<K> => ({ type: ['string', 'null'], known });

declare const newer: unique symbol;

/** A value that a newer owner wrote. It is a text of its own type, so that a reader cannot forget it. */
export type UnknownValue = string & { readonly [newer]: true };

/** What a reader may meet where a writer writes `V`: every listed value may as well be one that this build does not know. */
export type Received<V> = V extends string
  ? string extends V
    ? V
    : V | UnknownValue
  : V extends object
    ? { readonly [F in keyof V]: Received<V[F]> }
    : V;

type Listed = { readonly known: readonly string[] };

/** Whether this build knows the value; what it does not know it passes over, as it does with types. */
export const isKnown = <L extends Listed>(list: L, value: string | null | undefined): value is L['known'][number] =>
  typeof value === 'string' && list.known.includes(value);

export const knownOr = <L extends Listed, D>(list: L, value: string | null | undefined, otherwise: D): L['known'][number] | D =>
  isKnown(list, value) ? value : otherwise;
