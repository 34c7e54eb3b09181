import { z } from 'zod';
import { AppError } from '#libs/platform/errors';
import type { FaqPlace } from '../store/faq-entries';

const place = z.tuple([z.int32().min(0), z.uuid()]);

/** An entry's cursor: its place in the list. */
export const faqCursor = ({ position, id }: FaqPlace): string => Buffer.from(JSON.stringify([position, id])).toString('base64url');

/** The place that a cursor names; one that is not ours is refused. */
export function readFaqCursor(cursor: string | null | undefined): FaqPlace | null {
  if (cursor === null || cursor === undefined) return null;
  const read = place.safeParse(decoded(cursor));
  if (read.success) return { position: read.data[0], id: read.data[1] };
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
