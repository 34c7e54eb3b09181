import type { Override } from '#libs/calendar/index';
import { refuse, type Refusal } from '#libs/platform/errors';

/** What somebody wants: open or closed from now on, for some minutes, until an instant, or until it is lifted. */
export interface OverrideRequest {
  readonly open: boolean;
  readonly minutes?: number | null | undefined;
  readonly until?: Date | null | undefined;
  readonly reason?: string | null | undefined;
}

/** The longest override in minutes: 30 days. What lasts longer is a closure or holiday mode. */
export const longestOverride = 43_200;

const minuteMs = 60_000;

/** The override that begins now; refuses an end that has been, that is too far away, or that is said twice. */
export function requestOverride({ open, minutes, until, reason }: OverrideRequest, now: Date): Override | Refusal {
  if (!reason) return refuse('MISSING_REASON', 'There is no reason.', { field: 'reason', expected: 'why, in 1 to 500 characters' });
  const isTimed = minutes !== null && minutes !== undefined;
  if (isTimed && until) return refuse('BAD_USER_INPUT', 'The end is said twice.', { field: 'until', expected: 'either minutes or until' });
  const to = isTimed ? new Date(now.getTime() + minutes * minuteMs) : (until ?? null);
  if (to && to <= now) return noRange('an instant after now');
  if (to && to.getTime() - now.getTime() > longestOverride * minuteMs)
    return noRange(`an instant at most ${longestOverride} minutes from now`);
  return { open, from: now, to, reason };
}

const noRange = (expected: string): Refusal => refuse('INVALID_RANGE', 'This is no end of an override.', { field: 'until', expected });

/** Whether it acts at an instant. */
export const actsAt = ({ from, to }: Override, at: Date): boolean => from <= at && (to === null || at < to);
