import { isReminder, nextReminder, reminderOfToday } from './daily-reminder';

const at = (instant: string): Date => new Date(instant);
const shanghai = { timeZone: 'Asia/Shanghai', dailyReminderMinute: 540 };
const newYork = { timeZone: 'America/New_York', dailyReminderMinute: 150 };

test('SES-19 at nine in the shop’s zone, every day once', () => {
  expect(nextReminder(shanghai, at('2026-03-02T00:59:59.999Z'))).toEqual(at('2026-03-02T01:00:00Z'));
  expect(nextReminder(shanghai, at('2026-03-02T01:00:00Z'))).toEqual(at('2026-03-03T01:00:00Z'));
  expect(nextReminder({ ...shanghai, dailyReminderMinute: 0 }, at('2026-03-02T12:00:00Z'))).toEqual(at('2026-03-02T16:00:00Z'));
  expect(nextReminder({ ...shanghai, dailyReminderMinute: null }, at('2026-03-02T01:00:00Z'))).toBeNull();
});

test('SES-19 RES-48 a time that a date has not comes once, and one that it has twice comes at the first', () => {
  expect(nextReminder(newYork, at('2026-03-08T05:00:00Z'))).toEqual(at('2026-03-08T07:30:00Z'));
  expect(nextReminder({ ...newYork, dailyReminderMinute: 90 }, at('2026-11-01T04:00:00Z'))).toEqual(at('2026-11-01T05:30:00Z'));
  expect(nextReminder({ ...newYork, dailyReminderMinute: 90 }, at('2026-11-01T05:30:00Z'))).toEqual(at('2026-11-02T06:30:00Z'));
});

test('SES-19 a timer that was set by older settings stands at no reminder', () => {
  expect(isReminder(shanghai, at('2026-03-02T01:00:00Z'))).toBe(true);
  expect(isReminder(shanghai, at('2026-03-02T00:00:00Z'))).toBe(false);
  expect(isReminder({ ...shanghai, dailyReminderMinute: null }, at('2026-03-02T01:00:00Z'))).toBe(false);
});

test('SES-19 today’s reminder shows from its time to the end of the date', () => {
  expect(reminderOfToday(shanghai, at('2026-03-02T00:59:59Z'))).toBeNull();
  expect(reminderOfToday(shanghai, at('2026-03-02T15:59:59Z'))).toEqual(at('2026-03-02T01:00:00Z'));
  expect(reminderOfToday(shanghai, at('2026-03-02T16:00:00Z'))).toBeNull();
});
