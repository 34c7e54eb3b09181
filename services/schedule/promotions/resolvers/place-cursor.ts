import type { z } from 'zod';
import { AppError } from '#libs/platform/errors';

/** An opaque cursor: the place of a row in the order of its list. */
export const writePlace = (place: readonly unknown[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place that a cursor names, null without one; refuses one that is not ours. */
export function readPlace<S extends z.ZodType>(place: S, cursor: string | null | undefined): z.infer<S> | null {
  if (cursor === null || cursor === undefined) return null;
  const parsed = place.safeParse(decoded(cursor));
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_USER_INPUT', 'after is not a cursor of this list.', {
    field: 'after',
    expected: 'an endCursor this list has answered',
  });
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
