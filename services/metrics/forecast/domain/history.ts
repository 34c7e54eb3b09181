import { dateNumber, dayOfWeek } from '#libs/calendar/index';

/** Contacts of a business date by half hour, 48 numbers. */
export interface VolumeDay {
  readonly date: string;
  readonly slots: readonly number[];
}

export const slotsPerDay = 48;

/** A date whose volume is known to be other than usual: so many times as much. */
export interface SpecialDay {
  readonly date: string;
  readonly factor: number;
}

/** The day of the week, 0 = Monday. */
export const weekdayOf = (date: string): number => dayOfWeek(dateNumber(date));

export const total = (slots: readonly number[]): number => slots.reduce((sum, count) => sum + count, 0);

export const meanOf = (days: readonly (readonly number[])[]): number[] =>
  Array.from({ length: slotsPerDay }, (_, slot) =>
    days.length === 0 ? 0 : days.reduce((sum, slots) => sum + (slots[slot] ?? 0), 0) / days.length,
  );

export const scaled = (slots: readonly number[], by: number): number[] => slots.map((count) => count * by);

/** What the day would have been without its known factor: what models learn from. */
export function asUsual(day: VolumeDay, specials: readonly SpecialDay[]): VolumeDay {
  const factor = factorOf(day.date, specials);
  return factor === 1 ? day : { ...day, slots: scaled(day.slots, 1 / factor) };
}

export const factorOf = (date: string, specials: readonly SpecialDay[]): number =>
  specials.find((special) => special.date === date)?.factor ?? 1;
