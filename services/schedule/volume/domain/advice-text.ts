import { formatTime } from '#libs/calendar/index';
import type { Advice } from './advise';
import { slotMinutes, slotsPerDay } from './volume-day';

const shortDays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** When a half hour begins. */
export const startText = (slot: number): string => formatTime((slot % slotsPerDay) * slotMinutes);

/** When the half hours before it end: 24:00, never 00:00. */
export const endText = (slot: number): string => formatTime((((slot - 1) % slotsPerDay) + 1) * slotMinutes);

/** The advice in a line: `EXTEND SAT,SUN to 20:00`. */
export function adviceText({ action, isEarlier, days, first, end }: Advice): string {
  const what = `${action} ${days.map((day) => shortDays[day]).join(',')}`;
  if (action !== 'EXTEND') return `${what} ${startText(first)}-${endText(end)}`;
  return isEarlier ? `${what} from ${startText(first)}` : `${what} to ${endText(end)}`;
}
