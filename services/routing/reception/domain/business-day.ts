import { addDays, dateText, toInstant, toLocal } from '#libs/calendar/index';

/** One date in the shop's zone, as instants: from its first to that of the next date. Counts of today start at 0 on each (RTE-5). */
export interface BusinessDay {
  readonly date: string;
  readonly from: Date;
  readonly to: Date;
}

export function businessDayAt(at: Date, zone: string): BusinessDay {
  const { date } = toLocal(zone, at);
  return { date: dateText(date), from: toInstant(zone, date, 0), to: toInstant(zone, addDays(date, 1), 0) };
}
