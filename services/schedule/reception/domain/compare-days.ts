import type { ResolvedDay } from '#libs/calendar/index';

/** A date on which two calendars differ. */
export interface DayDifference {
  readonly date: string;
  readonly before: ResolvedDay;
  readonly after: ResolvedDay;
}

/**
 * The dates on which two calendars of the same dates give different windows, or the same by another rule. A date that is listed in parts is compared by the
 * parts in force at `from`, if that is within the date, and else by the first.
 */
export function compareDays(before: readonly ResolvedDay[], after: readonly ResolvedDay[], from?: Date): DayDifference[] {
  const [first, second] = [byDate(before, from), byDate(after, from)];
  return [...first].flatMap(([date, day]) => {
    const other = second.get(date);
    return other && saidOf(day) !== saidOf(other) ? [{ date, before: day, after: other }] : [];
  });
}

function byDate(days: readonly ResolvedDay[], from: Date | undefined): Map<string, ResolvedDay> {
  const dates = new Map<string, ResolvedDay>();
  for (const day of days) if (!dates.has(day.date) || (from && day.from <= from && from < day.to)) dates.set(day.date, day);
  return dates;
}

const saidOf = ({ windows, rule, calendarConfirmed }: ResolvedDay): string =>
  JSON.stringify([windows, rule?.kind, rule?.name, calendarConfirmed]);
