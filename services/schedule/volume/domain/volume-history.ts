import { dateNumber, dateNumberText, dayOfWeek, type DateSpan } from '#libs/calendar/index';
import { slotsPerDay, type VolumeDay } from './volume-day';

/** Half hours of a week, Monday 00:00 first. */
export const slotsPerWeek = 7 * slotsPerDay;

/** For each day of the week, Monday first, its last dates before today, oldest first; undefined where nothing is known of one. */
export type VolumeHistory = readonly (readonly (VolumeDay | undefined)[])[];

/** The dates that the history of some weeks rests on: yesterday is the last. */
export const datesOf = (today: string, weeks: number): DateSpan => ({
  from: dateNumberText(dateNumber(today) - weeks * 7),
  to: dateNumberText(dateNumber(today) - 1),
});

/** What is known of the last weeks. */
export function historyOf(days: readonly VolumeDay[], today: string, weeks: number): VolumeHistory {
  const known = new Map(days.map((day) => [day.date, day]));
  const history: (VolumeDay | undefined)[][] = Array.from({ length: 7 }, () => []);
  const { from, to } = datesOf(today, weeks);
  for (let date = dateNumber(from); date <= dateNumber(to); date += 1) history[dayOfWeek(date)]!.push(known.get(dateNumberText(date)));
  return history;
}

/** A week's half hour: the dates that are known or not, and which half hour of them. */
export const placeOf = (history: VolumeHistory, weekSlot: number) => ({
  dates: history[Math.floor(weekSlot / slotsPerDay)] ?? [],
  slot: weekSlot % slotsPerDay,
});
