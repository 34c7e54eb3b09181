import { z } from 'zod';
import { AppError } from '#libs/platform/errors';
import type { SessionCursor } from '../app/list-sessions';

const position = z.tuple([z.enum(['WAITING', 'REST']), z.iso.datetime(), z.uuid(), z.iso.datetime()]);

/** A place in a list, opaque to clients. */
export const encodeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** An opaque cursor: the position of a row in its order, and the instant of that order. */
export const toCursor = ({ part, at, id, asOf }: SessionCursor): string => encodeCursor([part, at.toISOString(), id, asOf.toISOString()]);

/** The position a cursor names; one that is not ours is refused. */
export function fromCursor(cursor: string): SessionCursor {
  const parsed = position.safeParse(decodeCursor(cursor));
  if (!parsed.success) throw badCursor();
  const [part, at, id, asOf] = parsed.data;
  return { part, at: new Date(at), id, asOf: new Date(asOf) };
}

/** A message's cursor is its ordinal. */
export const toMessageCursor = (ordinal: number): string => encodeCursor(ordinal);

export function fromMessageCursor(cursor: string): number {
  const parsed = z.int32().min(0).safeParse(decodeCursor(cursor));
  if (!parsed.success) throw badCursor();
  return parsed.data;
}

export function decodeCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

export const badCursor = (): AppError =>
  new AppError('BAD_USER_INPUT', 'after is not a cursor of this list.', {
    field: 'after',
    expected: 'an endCursor this list has answered',
  });

const maxPage = 100;

/** A page's size as asked; refuses what is not 1 to 100, or to another most. */
export function pageSize(first: number | null | undefined, usual: number, most = maxPage): number {
  const size = first ?? usual;
  if (size < 1 || size > most) throw new AppError('BAD_USER_INPUT', 'first is out of range.', { field: 'first', expected: `1 to ${most}` });
  return size;
}
