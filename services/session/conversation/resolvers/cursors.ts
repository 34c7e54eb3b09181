import { z } from 'zod';
import { AppError } from '#libs/platform/errors';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { SessionCursor } from '../app/list-sessions';
import type { HistoryPlace } from '../store/buyer-history';
import { hasPart, type SessionOrder } from '../store/list-orders';

const part = z.enum(['WAITING', 'REST', 'DIFFICULT_WAITING', 'DIFFICULT_REST']);

/** A cursor of another order may name a part that this one has not. */
const position = (order: SessionOrder) =>
  z.tuple([part.refine((named) => hasPart(order, named)), z.iso.datetime(), z.uuid(), z.iso.datetime()]);

/** An opaque cursor: the position of a row in its order, and the instant of that order. */
export const toCursor = ({ part, at, id, asOf }: SessionCursor): string => writeCursor([part, at.toISOString(), id, asOf.toISOString()]);

/** The position a cursor names; one that is not of this order is refused. */
export function fromCursor(cursor: string | null, order: SessionOrder): SessionCursor | null {
  const read = readCursor(position(order), cursor);
  if (!read) return null;
  const [part, at, id, asOf] = read;
  return { part, at: new Date(at), id, asOf: new Date(asOf) };
}

const historyPlace = z.tuple([z.enum(['OPEN', 'CLOSED']), z.iso.datetime(), z.uuid()]);

/** A session's place in its buyer's history. */
export const toHistoryCursor = ({ state, at, id }: HistoryPlace): string => writeCursor([state, at.toISOString(), id]);

export function fromHistoryCursor(cursor: string | null): HistoryPlace | null {
  const read = readCursor(historyPlace, cursor);
  return read && { state: read[0], at: new Date(read[1]), id: read[2] };
}

/** A message's cursor is its ordinal. */
export const messageCursor = z.int32().min(0);

const maxPage = 100;

/** A page's size as asked; refuses what is not 1 to 100, or to another most. */
export function pageSize(first: number | null | undefined, usual: number, most = maxPage, field = 'first'): number {
  const size = first ?? usual;
  if (size < 1 || size > most) throw new AppError('BAD_USER_INPUT', `${field} is out of range.`, { field, expected: `1 to ${most}` });
  return size;
}
