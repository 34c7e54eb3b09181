import { windowsBetween, type OpenInterval, type ReceptionRules } from '#libs/calendar/index';
import { uncovered } from './coverage';
import { shiftTime, type Shift } from './shift';

/** A shift of which a part lies outside the reception hours. */
export interface ShiftOutside {
  readonly shift: Shift;
  readonly times: OpenInterval[];
}

/** The shifts that begin from an instant on and lie outside the hours of a shop, or of a group, at least in part. */
export function outsideHours(rules: ReceptionRules, groupId: string | null, shifts: readonly Shift[], from: Date): ShiftOutside[] {
  return shifts
    .filter((shift) => groupId === null || shift.groupId === groupId)
    .flatMap((shift) => {
      const time = shiftTime(rules.zone, shift);
      if (time.start < from) return [];
      const times = uncovered(windowsBetween(rules, time.start, time.end, groupId), time);
      return times.length > 0 ? [{ shift, times }] : [];
    });
}
