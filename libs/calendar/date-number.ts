import { instantOf } from './local-time';
import { dayMs } from './units';
import { offsetMs } from './zone-offsets';

/* Calendar dates as whole numbers: 1970-01-01 is 0, the next date is one more. */

/** The number of a date YYYY-MM-DD. */
export const dateNumber = (text: string): number => Date.parse(text) / dayMs;

const remembered = 10_000;
const texts = new Map<number, string>();

/** YYYY-MM-DD of a date's number. */
export function dateNumberText(date: number): string {
  const known = texts.get(date);
  if (known !== undefined) return known;
  if (texts.size >= remembered) texts.clear();
  const text = new Date(date * dayMs).toISOString().slice(0, 10);
  texts.set(date, text);
  return text;
}

/** 0 = Monday … 6 = Sunday. */
export const dayOfWeek = (date: number): number => (((date + 3) % 7) + 7) % 7;

/** The date that clocks in the zone show at an instant. */
export const dateNumberAt = (zone: string, instant: number): number => Math.floor((instant + offsetMs(zone, instant)) / dayMs);

/** The instant at which a minute of a date comes (RES-48); 1440 is the next midnight, and more is a time of the next date. */
export const minuteOfDate = (zone: string, date: number, minutes: number): number => instantOf(zone, date * dayMs + minutes * 60_000);

/** Whether the zone has the date at all; crossing the date line has skipped some (RES-48). */
export function dateExists(zone: string, date: number): boolean {
  if (offsetMs(zone, (date - 1) * dayMs) === offsetMs(zone, (date + 2) * dayMs)) return true;
  return dateNumberAt(zone, minuteOfDate(zone, date, 720)) === date;
}
