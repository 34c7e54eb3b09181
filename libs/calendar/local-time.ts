import { dayMs, minuteMs } from './units';
import { offsetMs } from './zone-offsets';

/** A date of a calendar on a wall, without a zone. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date that clocks in the zone show, and its day of the week, 1 = Monday: never ambiguous in this direction. */
export function toLocal(zone: string, instant: Date): { readonly date: LocalDate; readonly weekday: number } {
  const wall = new Date(instant.getTime() + offsetMs(zone, instant.getTime()));
  return { date: dateOf(wall), weekday: ((wall.getUTCDay() + 6) % 7) + 1 };
}

/** The minute of the day that clocks in the zone show, 0 to 1439. */
export function minuteOfDay(zone: string, instant: Date): number {
  const wall = instant.getTime() + offsetMs(zone, instant.getTime());
  return Math.floor((((wall % dayMs) + dayMs) % dayMs) / minuteMs);
}

/** The date `days` later, by the calendar. */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(new Date(Date.UTC(date.year, date.month - 1, date.day + days)));

const dateOf = (wall: Date): LocalDate => ({ year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() });

/** The instant at which clocks in the zone show this minute of this date (RES-48). `minutes` may be 1440, which is the next midnight. */
export const toInstant = (zone: string, date: LocalDate, minutes: number): Date =>
  new Date(instantOf(zone, Date.UTC(date.year, date.month - 1, date.day) + minutes * minuteMs));

/**
 * The instant at which clocks in the zone show a wall time, which is given as if it were UTC. As RFC 5545 reads it (RES-48): a time that never comes takes
 * the offset before the gap; one that comes twice is the first.
 */
export function instantOf(zone: string, wall: number): number {
  const before = offsetMs(zone, wall - dayMs);
  const after = offsetMs(zone, wall + dayMs);
  if (before === after) return wall - before;
  const real = [before, after].filter((offset) => offsetMs(zone, wall - offset) === offset);
  return wall - (real.length > 0 ? Math.max(...real) : before);
}
