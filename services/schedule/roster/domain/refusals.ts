import { formatTime } from '#libs/calendar/index';
import { AppError, refuse, type Refusal } from '#libs/platform/errors';
import type { Shift } from './shift';

/* What is not there, in the words of every command that names it. */

export const shiftNotFound = (field: string): AppError =>
  new AppError('SHIFT_NOT_FOUND', 'There is no such shift.', { field, expected: 'the id of a shift of this shop' });

export const templateNotFound = (): AppError =>
  new AppError('TEMPLATE_NOT_FOUND', 'There is no such template.', {
    field: 'templateId',
    expected: 'the id of a shift template of this shop',
  });

export const leaveNotFound = (): AppError =>
  new AppError('LEAVE_NOT_FOUND', 'There is no such leave.', { field: 'leaveId', expected: 'the id of a leave of this shop' });

export const tooManyDates = (field: string, most: number): AppError =>
  new AppError('INVALID_RANGE', 'These are too many dates.', { field, expected: `at most ${most} dates` });

/** A time of day that no shift can have; `field` is its path. */
export const noTimeOfShift = (field: string, expected: string): Refusal =>
  refuse('INVALID_TIME', 'This is no time of day for a shift.', { field, expected });

/** An agent would work where it works already; `other` is the shift in the way. */
export const doubleBooked = (other: Shift, field: string): Refusal =>
  refuse('DOUBLE_BOOKING', 'The agent has another shift at that time.', {
    field,
    expected: `a time outside ${other.date} ${formatTime(other.start)}-${formatTime(other.end)}`,
  });
