import { parseEnd, parseTime } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';
import { isTypedDate } from '../../hours/domain/date-span';
import { noTimeOfShift } from './refusals';
import type { Shift } from './shift';

/** A shift as it is typed. */
export interface TypedShift {
  /** Names a shift that changes; absent = a new one. */
  readonly id?: string | null | undefined;
  readonly agentId: string;
  readonly date?: string | null | undefined;
  readonly start?: string | null | undefined;
  readonly end?: string | null | undefined;
  readonly groupId?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** The shift that was typed; `field` is its path. Times as SCH-7: a shift is shorter than 24 hours, so that 25:00 and start = end are INVALID_TIME. */
export function parseShift(typed: TypedShift, id: string, field: string): Shift | Refusal {
  const { date, groupId, note } = typed;
  if (!isTypedDate(date))
    return refuse('INVALID_RANGE', 'This is no date.', { field: `${field}.date`, expected: 'a date such as 2026-03-02' });
  const start = parseTime(typed.start ?? '');
  if (start === undefined) return noTimeOfShift(`${field}.start`, 'HH:mm from 00:00 to 23:59');
  const end = parseEnd(typed.end ?? '');
  if (end === undefined) return noTimeOfShift(`${field}.end`, 'HH:mm from 00:00 to 24:00');
  if (end === start) return noTimeOfShift(`${field}.end`, 'an end that differs from the start');
  return { id, agentId: typed.agentId, date, start, end, groupId: groupId ?? null, note: note ?? null };
}
