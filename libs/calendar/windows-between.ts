import { compile } from './compile';
import type { ReceptionRules } from './schedule';
import { dayOf } from './timeline';

/** A time during which the shop is open without a break: half-open `[start, end)`. */
export interface OpenInterval {
  readonly start: Date;
  readonly end: Date;
}

/** The times from one instant to another during which the shop is open, in order; windows that touch or overlap are one. */
export function windowsBetween(rules: ReceptionRules, from: Date, to: Date, groupId: string | null = null): OpenInterval[] {
  const intervals: OpenInterval[] = [];
  eachOpening(rules, from, to, groupId, (start, end) => {
    const last = intervals.at(-1);
    if (last?.end.getTime() === start) intervals[intervals.length - 1] = { ...last, end: new Date(end) };
    else intervals.push({ start: new Date(start), end: new Date(end) });
  });
  return intervals;
}

/** Open time from one instant to another in milliseconds; 0 when `to` is not after `from`. The parts of a time add up to the whole. */
export function businessMs(rules: ReceptionRules, from: Date, to: Date, groupId: string | null = null): number {
  let sum = 0;
  eachOpening(rules, from, to, groupId, (start, end) => {
    sum += end - start;
  });
  return sum;
}

/** Nobody waits for longer for an opening. */
const mostDays = 400;

/** The instant at which so much open time has passed since `from`; null where the shop does not open for that long within 400 days. */
export function afterBusinessMs(rules: ReceptionRules, from: Date, ms: number, groupId: string | null = null): Date | null {
  const timeline = compile(rules, groupId);
  const first = from.getTime();
  let left = ms;
  for (let day = dayOf(first); day < dayOf(first) + mostDays; day += 1) {
    for (const { from: begins, to, reception } of timeline.day(day)) {
      const start = Math.max(first, begins);
      if (!reception.open || start >= to) continue;
      if (left <= to - start) return new Date(start + left);
      left -= to - start;
    }
  }
  return null;
}

function eachOpening(
  rules: ReceptionRules,
  from: Date,
  to: Date,
  groupId: string | null,
  tell: (start: number, end: number) => void,
): void {
  const timeline = compile(rules, groupId);
  const [first, last] = [from.getTime(), to.getTime()];
  for (let day = dayOf(first); day <= dayOf(last - 1); day += 1) {
    for (const stretch of timeline.day(day)) {
      const [start, end] = [Math.max(first, stretch.from), Math.min(last, stretch.to)];
      if (stretch.reception.open && start < end) tell(start, end);
    }
  }
}
