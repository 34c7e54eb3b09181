import { z } from 'zod';
import { AppError } from '#libs/platform/errors';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { SessionCursor } from '../app/list-sessions';

const position = z.tuple([z.enum(['WAITING', 'REST']), z.iso.datetime(), z.uuid(), z.iso.datetime()]);

/** An opaque cursor: the position of a row in its order, and the instant of that order. */
export const toCursor = ({ part, at, id, asOf }: SessionCursor): string => writeCursor([part, at.toISOString(), id, asOf.toISOString()]);

/** The position a cursor names; one that is not ours is refused. */
export function fromCursor(cursor: string | null): SessionCursor | null {
  const read = readCursor(position, cursor);
  if (!read) return null;
  const [part, at, id, asOf] = read;
  return { part, at: new Date(at), id, asOf: new Date(asOf) };
}

/** A message's cursor is its ordinal. */
export const messageCursor = z.int32().min(0);

const maxPage = 100;

/** A page's size as asked; refuses what is not 1 to 100, or to another most. */
export function pageSize(first: number | null | undefined, usual: number, most = maxPage): number {
  const size = first ?? usual;
  if (size < 1 || size > most) throw new AppError('BAD_USER_INPUT', 'first is out of range.', { field: 'first', expected: `1 to ${most}` });
  return size;
}
