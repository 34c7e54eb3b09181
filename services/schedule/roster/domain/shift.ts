import { toInstant, type OpenInterval } from '#libs/calendar/index';

/** One agent's shift. Minutes from local midnight; an end that is not after the start is on the next date. */
export interface Shift {
  readonly id: string;
  readonly agentId: string;
  /** The date it starts on, YYYY-MM-DD in the shop's zone. */
  readonly date: string;
  readonly start: number;
  readonly end: number;
  readonly groupId: string | null;
  readonly note: string | null;
}

const minutesPerDay = 1_440;

/** The instants of a shift, half-open. A change of the clocks makes it longer or shorter, as for those who work it (RES-48). */
export const shiftTime = (zone: string, { date, start, end }: Pick<Shift, 'date' | 'start' | 'end'>): OpenInterval => ({
  start: wallTime(zone, date, start),
  end: wallTime(zone, date, end <= start ? end + minutesPerDay : end),
});

/** The instant of a minute of a date YYYY-MM-DD; 1440 and more is on the next date. */
export function wallTime(zone: string, date: string, minutes: number): Date {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return toInstant(zone, { year, month, day }, minutes);
}

/** What lists of shifts are ordered by. */
export type ShiftPlace = Pick<Shift, 'date' | 'start' | 'id'>;

/** In the order in which they begin. */
export const byStart = (one: ShiftPlace, other: ShiftPlace): number =>
  one.date.localeCompare(other.date) || one.start - other.start || one.id.localeCompare(other.id);
