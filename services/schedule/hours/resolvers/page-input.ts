import { parseInstant } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';

/** The size of a page as asked. */
export const pageOf = (first: number | null | undefined): number => {
  const size = first ?? 20;
  if (size >= 1 && size <= 100) return size;
  throw new AppError('BAD_USER_INPUT', 'first is out of range.', { field: 'first', expected: '1 to 100' });
};

/** A version's cursor is its number. */
export const cursorOf = (version: number): string => Buffer.from(String(version)).toString('base64url');

export const versionOfCursor = (cursor: string): number => {
  const version = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (Number.isInteger(version) && version > 0 && version < 2 ** 31) return version;
  throw new AppError('BAD_USER_INPUT', 'after is not a cursor of this list.', {
    field: 'after',
    expected: 'an endCursor this list has answered',
  });
};

/** An argument that names a group, or something else by its id; one that cannot be ours is refused where it is read. */
export const groupOf = (groupId: string | null | undefined, field = 'groupId'): string | null => {
  if (groupId === null || groupId === undefined || isId(groupId)) return groupId ?? null;
  throw new AppError('BAD_USER_INPUT', `${field} is no id.`, { field, expected: 'an id as this API gave it' });
};

export const instantOf = (value: unknown): Date => {
  const instant = parseInstant(String(value));
  if (instant) return instant;
  throw new AppError('BAD_USER_INPUT', 'at is no instant.', { field: 'at', expected: 'an RFC 3339 instant of the years 0001 to 9999' });
};
