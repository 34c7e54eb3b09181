import { addDays, toInstant, toLocal } from '#libs/calendar/index';

/** When a shop is reminded of its messages: every day at a minute of its own zone (SES-19); null: never. */
export interface ReminderTerms {
  readonly timeZone: string;
  readonly dailyReminderMinute: number | null;
}

/** The first reminder after an instant. */
export function nextReminder({ timeZone, dailyReminderMinute: minute }: ReminderTerms, after: Date): Date | null {
  if (minute === null) return null;
  const { date } = toLocal(timeZone, after);
  const found = [0, 1, 2].map((days) => toInstant(timeZone, addDays(date, days), minute)).find((at) => at > after);
  if (!found) throw new Error('Two days had no such minute');
  return found;
}

/** The last reminder up to an instant, if it is of the same date. */
export function reminderOfToday({ timeZone, dailyReminderMinute: minute }: ReminderTerms, now: Date): Date | null {
  if (minute === null) return null;
  const at = toInstant(timeZone, toLocal(timeZone, now).date, minute);
  return at <= now ? at : null;
}

/** Whether a timer stands at a reminder of these terms: they may have changed since it was set. */
export const isReminder = (terms: ReminderTerms, dueAt: Date): boolean =>
  nextReminder(terms, new Date(dueAt.getTime() - 1))?.getTime() === dueAt.getTime();
