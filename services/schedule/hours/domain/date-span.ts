import { isDate, type DateSpan } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';

/** Dates as they are typed: without an end they are one date. */
export interface TypedSpan {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** The most days that a season, a range, a closure or a question about the calendar may have. */
export const longestSpan = 400;

const typedDate = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;

/** Whether a text is a date that a calendar has, as YYYY-MM-DD. */
export const isTypedDate = (text: string | null | undefined): text is string =>
  typeof text === 'string' && typedDate.test(text) && text >= '0001-01-01' && isDate(text);

/** The days of a span, both ends included. */
export const daysOf = ({ from, to }: DateSpan): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1;

/** The dates typed; refuses what is no date, an end before the start and more than 400 days (RES-54), with the path below `field`. */
export function parseSpan({ from, to }: TypedSpan, field: string): DateSpan | Refusal {
  const at = (name: string): string => (field === '' ? name : `${field}.${name}`);
  if (!isTypedDate(from)) return noRange(at('from'), 'a date such as 2026-03-02');
  if (to === null || to === undefined) return { from, to: from };
  if (!isTypedDate(to)) return noRange(at('to'), 'a date such as 2026-03-02');
  if (to < from) return noRange(at('to'), `a date that is not before ${from}`);
  return daysOf({ from, to }) > longestSpan ? noRange(at('to'), `at most ${longestSpan} days from ${from}`) : { from, to };
}

const noRange = (field: string, expected: string): Refusal => refuse('INVALID_RANGE', 'These are no dates.', { field, expected });
