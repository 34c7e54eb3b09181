import { IANAZone } from 'luxon';

/** A date of a calendar on a wall, without a zone. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** One date as the clocks of one zone show it. */
export interface LocalDay {
  /** Whether the zone has the date at all; crossing the date line has skipped some. */
  readonly exists: boolean;
  /** The instant of a minute of the date, RES-48 applied; 1440 is the next midnight, and more is a time of the next date. */
  at(minutes: number): Date;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Clocks have changed at whole minutes everywhere since then (Liberia was the last to keep a mean time of its own). */
const wholeMinutesSince = Date.UTC(1973, 0);
const remembered = 10_000;
const offsets = new Map<string, number>();

/** Asking a zone takes 20 µs, and many ask of the same minute. */
function offsetMs(zone: string, instant: number): number {
  if (instant < wholeMinutesSince) return zoneOffsetMs(zone, instant);
  const minute = `${zone} ${Math.floor(instant / minuteMs)}`;
  const known = offsets.get(minute);
  if (known !== undefined) return known;
  const offset = zoneOffsetMs(zone, instant);
  if (offsets.size >= remembered) offsets.clear();
  offsets.set(minute, offset);
  return offset;
}

const zoneOffsetMs = (zone: string, instant: number): number => IANAZone.create(zone).offset(instant) * minuteMs;

/** The date that clocks in the zone show: never ambiguous in this direction. */
export function toLocal(zone: string, instant: Date): { readonly date: LocalDate; readonly weekday: number } {
  const wall = new Date(instant.getTime() + offsetMs(zone, instant.getTime()));
  return { date: { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }, weekday: weekdayOf(wall) };
}

const weekdayOf = (wall: Date): number => ((wall.getUTCDay() + 6) % 7) + 1;

/** The date `days` later, by the calendar. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const wall = new Date(Date.UTC(date.year, date.month - 1, date.day + days));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** 1 = Monday … 7 = Sunday, as luxon counts. */
export const weekday = (date: LocalDate): number => weekdayOf(new Date(Date.UTC(date.year, date.month - 1, date.day)));

/** Many times of one date at the price of two look-ups: only around a change of the clocks is each time looked at by itself. */
export function localDay(zone: string, date: LocalDate): LocalDay {
  const midnight = Date.UTC(date.year, date.month - 1, date.day);
  const offset = offsetMs(zone, midnight - dayMs);
  if (offset === offsetMs(zone, midnight + 3 * dayMs))
    return { exists: true, at: (minutes) => new Date(midnight + minutes * minuteMs - offset) };
  const noon = toLocal(zone, shown(zone, midnight + dayMs / 2)).date;
  return {
    exists: noon.day === date.day && noon.month === date.month,
    at: (minutes) => shown(zone, midnight + minutes * minuteMs),
  };
}

/**
 * The instant at which clocks in the zone show this minute of this date, as RFC 5545 reads it (RES-48): a time that never comes takes the offset
 * before the gap; one that comes twice is the first. `minutes` may be 1440, which is the next midnight.
 */
export const toInstant = (zone: string, date: LocalDate, minutes: number): Date =>
  shown(zone, Date.UTC(date.year, date.month - 1, date.day, 0, minutes));

/** `wall` is the wall time read as if it were UTC. */
function shown(zone: string, wall: number): Date {
  const before = offsetMs(zone, wall - dayMs);
  const candidates = [before, offsetMs(zone, wall + dayMs)].map((offset) => ({ offset, instant: wall - offset }));
  const real = candidates.filter(({ offset, instant }) => offsetMs(zone, instant) === offset).map(({ instant }) => instant);
  return new Date(real.length > 0 ? Math.min(...real) : wall - before);
}
