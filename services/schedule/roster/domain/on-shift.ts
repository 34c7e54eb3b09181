import { isAway, type Leave } from '../../leaves/domain/leave';
import { shiftTime, type Shift } from './shift';

/** A shift with its instants. */
export interface TimedShift {
  readonly shift: Shift;
  readonly start: Date;
  readonly end: Date;
}

/** Who is on shift at an instant, and the shifts that begin next, all at the same time; those of agents who are away left out. */
export function onShift(
  zone: string,
  shifts: readonly Shift[],
  leaves: readonly Leave[],
  at: Date,
): { readonly now: TimedShift[]; readonly next: TimedShift[] } {
  const timed = shifts
    .filter(({ agentId, date }) => !isAway(leaves, agentId, date))
    .map((shift) => ({ shift, ...shiftTime(zone, shift) }))
    .sort((a, b) => a.start.getTime() - b.start.getTime() || a.shift.id.localeCompare(b.shift.id));
  const nextStart = timed.find(({ start }) => start > at)?.start.getTime();
  return {
    now: timed.filter(({ start, end }) => start <= at && at < end),
    next: timed.filter(({ start }) => start.getTime() === nextStart),
  };
}
