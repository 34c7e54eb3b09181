import { fewest, workedTimes, type Worked } from './coverage';
import { datesOf } from './dates';
import { shiftTime } from './shift';
import type { PlannedShift, Unfilled } from './shift-plan';

/** What the roster lacks of a day's plan on each date of a span: a planned shift is filled by agents who are there all the time, in whatever shifts (STF-18). */
export function unfilledShifts(
  plan: readonly PlannedShift[],
  span: { readonly from: string; readonly to: string },
  roster: Worked,
): Unfilled[] {
  const times = workedTimes(roster);
  return datesOf(span).flatMap((date) =>
    plan.flatMap(({ start, end, agents }) => {
      const missing = agents - fewest(times, shiftTime(roster.rules.zone, { date, start, end }));
      return missing > 0 ? [{ date, start, end, missing }] : [];
    }),
  );
}
