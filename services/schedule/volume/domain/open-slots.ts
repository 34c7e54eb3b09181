import type { Weekly } from '#libs/calendar/index';
import { slotMinutes, slotsPerDay } from './volume-day';
import { slotsPerWeek } from './volume-history';

/** For each half hour of a week, Monday 00:00 first, whether the shop receives during any of it; always where there is no limit (SCH-10). */
export function openSlots(weekly: Weekly | null): boolean[] {
  const open = Array.from({ length: slotsPerWeek }, () => weekly === null);
  for (const [day, windows] of (weekly ?? []).entries()) {
    for (const { start, end } of windows) {
      const last = end <= start ? end + slotsPerDay * slotMinutes : end;
      for (let slot = Math.floor(start / slotMinutes); slot < last / slotMinutes; slot += 1)
        open[(day * slotsPerDay + slot) % slotsPerWeek] = true;
    }
  }
  return open;
}
