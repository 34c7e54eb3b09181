import type { DayMinutes } from '../figure-settings';

export const inHours = (minute: number, { fromMinute, toMinute }: DayMinutes): boolean => minute >= fromMinute && minute < toMinute;
