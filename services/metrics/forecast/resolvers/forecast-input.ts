import { z } from 'zod';
import { isDate } from '#libs/calendar/index';

const date = z.string().refine(isDate, 'YYYY-MM-DD');
const days = 'a whole number, 1 to 31';
const factor = '0.01 to 100';

/** The dates that are to be expected, and those that are known to be other than usual. */
export const forecastDates = {
  from: date,
  days: z.number().int(days).min(1, days).max(31, days),
  specialDays: z
    .array(z.object({ date, factor: z.number().min(0.01, factor).max(100, factor) }))
    .max(100, 'at most 100 dates')
    .refine((named) => new Set(named.map((day) => day.date)).size === named.length, 'each date once')
    .nullish()
    .transform((named) => named ?? []),
};
