import { parseEnd, parseTime } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { OrderCheck } from './promotion';

const hours = (time: number): number => time * 60;

/** The usual timetable of the day (STF-22): each round checks what has come since the one before. */
export const usualOrderChecks: readonly OrderCheck[] = [
  { at: hours(8.5), covers: { start: hours(0), end: hours(3) } },
  { at: hours(10.5), covers: { start: hours(3), end: hours(10.5) } },
  { at: hours(12), covers: { start: hours(10.5), end: hours(12) } },
  { at: hours(14), covers: { start: hours(12), end: hours(14) } },
  { at: hours(16), covers: { start: hours(14), end: hours(16) } },
  { at: hours(18), covers: { start: hours(16), end: hours(18) } },
];

type Text = string | null | undefined;

export interface TypedOrderCheck {
  readonly at?: Text;
  readonly from?: Text;
  readonly to?: Text;
}

/** A timetable as the warehouse wants it: each time once, and only orders that have come by then. */
export function parseOrderChecks(typed: readonly TypedOrderCheck[]): readonly OrderCheck[] | Refusal {
  const checks: OrderCheck[] = [];
  for (const [index, each] of typed.entries()) {
    const check = parseOrderCheck(each, `orderChecks.${index}`);
    if (isRefusal(check)) return check;
    if (checks.some(({ at }) => at === check.at)) return noTime(`orderChecks.${index}.at`, 'each time once');
    checks.push(check);
  }
  return checks.sort((a, b) => a.at - b.at);
}

function parseOrderCheck({ at: typedAt, from, to }: TypedOrderCheck, field: string): OrderCheck | Refusal {
  const at = parseTime(typedAt ?? '');
  if (at === undefined) return noTime(`${field}.at`, 'HH:mm from 00:00 to 23:59');
  const start = parseTime(from ?? '');
  if (start === undefined) return noTime(`${field}.from`, 'HH:mm from 00:00 to 23:59');
  const end = parseEnd(to ?? '');
  if (end === undefined || end <= start || end > at) return noTime(`${field}.to`, `HH:mm after ${from} and not after ${typedAt}`);
  return { at, covers: { start, end } };
}

const noTime = (field: string, expected: string): Refusal =>
  refuse('INVALID_TIME', 'This is no time of a timetable of order checks.', { field, expected });
