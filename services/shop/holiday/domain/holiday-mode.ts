import { refuse, type Refusal } from '#libs/platform/errors';

/** A time for which the shop is closed whatever its hours (SCH-28), from an instant until before another; `to` null is until it is taken back. Instants as text. */
export interface HolidayMode {
  readonly from: string;
  readonly to: string | null;
  readonly reason: string | null;
}

/** What somebody wants: holiday mode from an instant to another, a pause of some minutes from now, or an end. */
export interface HolidayRequest {
  readonly on: boolean;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly pauseMinutes?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Holiday mode after a request. It may begin in the past, which figures follow (RES-77): for them, one that is ended keeps what has been of it. One that had
 * not begun was none.
 */
export function requestHoliday(current: HolidayMode | null, wanted: HolidayRequest, now: Date): HolidayMode | null | Refusal {
  const { on, from, to, pauseMinutes, reason = null } = wanted;
  if (!on) return from || to || pauseMinutes ? refused('on', 'true with a time, or false alone') : ended(current, now);
  if (pauseMinutes && (from || to)) return refused('pauseMinutes', 'either pauseMinutes, or from and to');
  const [begins, ends] = pauseMinutes ? [now, new Date(now.getTime() + pauseMinutes * minuteMs)] : [from ?? now, to ?? null];
  if (ends && ends <= begins) return refused('to', 'an instant after `from`, which is now when absent; null for no end');
  return { from: begins.toISOString(), to: ends?.toISOString() ?? null, reason };
}

/** Whether it is on at an instant. */
export const isHoliday = ({ from, to }: HolidayMode, at: Date): boolean => new Date(from) <= at && !isOver(to, at);

/** Whether it is on at an instant, or will be. */
export const isAhead = ({ to }: HolidayMode, at: Date): boolean => !isOver(to, at);

/** The longest pause: a week. */
export const longestPauseMinutes = 10_080;

const minuteMs = 60_000;

function ended(current: HolidayMode | null, now: Date): HolidayMode | null {
  if (current === null || isOver(current.to, now)) return current;
  return new Date(current.from) < now ? { ...current, to: now.toISOString() } : null;
}

const isOver = (to: string | null, at: Date): boolean => to !== null && new Date(to) <= at;

const refused = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'This is no time of holiday mode.', { field, expected });
