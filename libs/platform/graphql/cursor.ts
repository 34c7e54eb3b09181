import { z } from 'zod';
import { AppError } from '../errors';

const expected = 'an endCursor this list has answered';

/** The place of a row in the order of its list, as text that is opaque to clients. */
export const writeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place that an argument names, `after` or `before`, null without one. Refuses one that is not ours with BAD_USER_INPUT. */
export function readCursor<S extends z.ZodType>(
  place: S,
  cursor: string | null | undefined,
  field: 'after' | 'before' = 'after',
): z.output<S> | null {
  if (cursor === null || cursor === undefined) return null;
  const read = place.safeParse(decoded(cursor));
  if (read.success) return read.data;
  throw new AppError('BAD_USER_INPUT', `${field} is not a cursor of this list.`, { field, expected });
}

/** A cursor as a part of a command's or a list's input. */
export const cursorInput = <S extends z.ZodType>(place: S) =>
  z.string().transform((cursor, context): z.output<S> => {
    const read = place.safeParse(decoded(cursor));
    if (read.success) return read.data;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
