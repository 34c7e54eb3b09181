import { AppError } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import { isTypedDate } from '../../hours/domain/date-span';
import type { ShiftPlace } from '../domain/shift';

/** A shift's cursor is what the list is ordered by. */
export const shiftCursor = ({ date, start, id }: ShiftPlace): string => Buffer.from(`${date} ${start} ${id}`).toString('base64url');

export function shiftOfCursor(cursor: string | null | undefined): ShiftPlace | null {
  if (cursor === null || cursor === undefined) return null;
  const [date, start, id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (isTypedDate(date) && /^\d{1,4}$/.test(start ?? '') && isId(id)) return { date, start: Number(start), id };
  throw new AppError('BAD_USER_INPUT', 'after is not a cursor of this list.', {
    field: 'after',
    expected: 'an endCursor this list has answered',
  });
}
