import type { Tally } from '../tally';

/** Whether something that began at `from` came about within so many milliseconds, the last one included; null while that may still happen. */
export function inTime(from: number, doneAt: number | null, withinMs: number, now: number, tally: Tally): boolean | null {
  if (doneAt !== null) return doneAt - from <= withinMs;
  if (now > from + withinMs) return false;
  tally.until(from + withinMs + 1);
  return null;
}
