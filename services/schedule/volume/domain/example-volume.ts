import { dateNumber, dateNumberText, dayOfWeek } from '#libs/calendar/index';
import { slotsPerDay, type VolumeDay } from './volume-day';
import { historyOf, type VolumeHistory } from './volume-history';

/** The examples' today: Monday. */
export const today = '2026-03-30';

/** The half hour that begins at HH:00 or HH:30. */
export const at = (time: string): number => Number(time.slice(0, 2)) * 2 + (time.endsWith('30') ? 1 : 0);

/** 48 numbers: `value` from one time to another, else 0. */
export const between = (from: string, to: string, value: number): number[] =>
  Array.from({ length: slotsPerDay }, (_, slot) => (slot >= at(from) && slot < at(to) ? value : 0));

type Numbers = Partial<Omit<VolumeDay, 'date'>>;

/** The last weeks: what `numbersOf` says of a day of the week (0 = Monday) and of how many weeks ago (1 = the last); nothing is known where it says undefined. */
export function weeksOf(weeks: number, numbersOf: (weekday: number, weeksAgo: number) => Numbers | undefined): VolumeHistory {
  const days: VolumeDay[] = [];
  for (let back = 1; back <= weeks * 7; back += 1) {
    const date = dateNumber(today) - back;
    const numbers = numbersOf(dayOfWeek(date), Math.ceil(back / 7));
    if (!numbers) continue;
    const unknown = { replies: null, meanReplyMs: null, rated: null, satisfied: null, complaints: null };
    days.push({ date: dateNumberText(date), consultations: between('00:00', '24:00', 0), ...unknown, ...numbers });
  }
  return historyOf(days, today, weeks);
}
