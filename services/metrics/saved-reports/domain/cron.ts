import { CronExpressionParser } from 'cron-parser';

export const expectedCron =
  'five fields, as `0 9 * * 1`: minute, hour, day of the month, month, day of the week; once an hour at most, and on a day that comes';

const mostOftenMs = 3_600_000;
/** So many of its instants are looked at: more than a day has hours. */
const looked = 60;
const longest = 100;

/** Whether reports may be run so: an hour apart at least, and ever. */
export function isSoundCron(text: string, now: Date): boolean {
  if (text.length > longest || text.trim().split(/\s+/).length !== 5) return false;
  try {
    const instants = CronExpressionParser.parse(text, { currentDate: now, tz: 'UTC' })
      .take(looked)
      .map((at) => at.toDate().getTime());
    return instants.every((at, index) => index === 0 || at - instants[index - 1]! >= mostOftenMs);
  } catch {
    return false;
  }
}

/** When it comes next after an instant, by the clocks of a zone. A time that the clocks skip comes when they go on. */
export const nextCron = (text: string, zone: string, after: Date): Date =>
  CronExpressionParser.parse(text, { currentDate: after, tz: zone }).next().toDate();
