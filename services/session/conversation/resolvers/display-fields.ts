import { z } from 'zod';

/** Advice about a field that was left out. */
export interface FieldWarning {
  readonly code: 'FIELD_DROPPED';
  readonly message: string;
  readonly field: string;
}

/** A field after its rule: its value or null, and whether something unusable was left out. */
export interface Displayed<T> {
  readonly value: T | null;
  readonly dropped: boolean;
}

/** A field that only decorates a buyer's message: empty is absent, and what `rule` refuses is left out, never the message with it (RES-89). */
export const displayField = <T>(rule: z.ZodType<T>) =>
  z.optional(z.unknown()).transform((given): Displayed<T> => {
    if (given === undefined || given === null || given === '') return { value: null, dropped: false };
    const parsed = rule.safeParse(given);
    return parsed.success ? { value: parsed.data, dropped: false } : { value: null, dropped: true };
  });

/** A warning for each of these fields that was left out, by the name clients know it by. */
export const warningsOf = (fields: Readonly<Record<string, Displayed<unknown>>>): FieldWarning[] =>
  Object.entries(fields).flatMap(([field, { dropped }]) =>
    dropped ? [{ code: 'FIELD_DROPPED', message: `${field} cannot be used and was left out; the rest was taken.`, field } as const] : [],
  );

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An instant, RFC 3339, of the years that an event can tell: 1970 to 9999 in UTC. */
export const tellableInstant = z.iso.datetime({ offset: true }).refine((text) => {
  const instant = Date.parse(text);
  return instant >= earliest && instant <= latest;
});
