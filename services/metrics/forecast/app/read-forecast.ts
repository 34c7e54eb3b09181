import { businessDateAt, dateNumber, dateNumberText } from '#libs/calendar/index';
import type { Tx } from '#libs/platform/database/database';
import { forecast, type Forecast } from '../domain/forecast';
import { slotsPerDay, type SpecialDay, type VolumeDay } from '../domain/history';
import { readVolume } from '../store/volume-history';

export interface AskedForecast {
  readonly from: string;
  readonly days: number;
  readonly specials: readonly SpecialDay[];
}

const learnedDays = 84;

/** What is expected of some dates by the last twelve weeks that are over; a shop that is younger is known from its first session on. */
export async function readForecast(tx: Tx, shopId: string, zone: string, now: Date, asked: AskedForecast): Promise<Forecast> {
  const yesterday = dateNumber(businessDateAt(now, zone)) - 1;
  const rows = await readVolume(tx, shopId, dateNumberText(yesterday - learnedDays + 1), dateNumberText(yesterday));
  return forecast({ ...asked, history: wholeDays(rows, yesterday) });
}

function wholeDays(
  rows: readonly { readonly date: string; readonly slot: number; readonly sessions: number }[],
  last: number,
): VolumeDay[] {
  const first = rows.reduce((least, { date }) => Math.min(least, dateNumber(date)), last + 1);
  const days = Array.from({ length: last - first + 1 }, (_, index) => ({
    date: dateNumberText(first + index),
    slots: new Array<number>(slotsPerDay).fill(0),
  }));
  for (const { date, slot, sessions } of rows) days[dateNumber(date) - first]!.slots[slot] = sessions;
  return days;
}
