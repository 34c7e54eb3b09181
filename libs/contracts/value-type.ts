import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

/** The schema with each open enum closed to the values it lists, as json-schema-to-ts understands it. */
type Closed<S> = S extends { readonly known: infer K extends readonly unknown[]; readonly type: infer T }
  ? { readonly enum: T extends readonly unknown[] ? readonly [...K, null] : K }
  : S extends object
    ? { readonly [P in keyof S]: Closed<S[P]> }
    : S;

/** The TypeScript type of what a schema of ours describes, as its owner writes it. */
export type ValueOfSchema<S> = Closed<S> extends infer C extends JSONSchema ? FromSchema<C> : never;
