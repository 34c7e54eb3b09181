import { isAway, type Leave } from '../../leaves/domain/leave';
import { shiftTime, type Shift } from '../../roster/domain/shift';

/** A shift with its instants. */
export interface TimedShift {
  readonly shift: Shift;
  readonly start: Date;
  readonly end: Date;
}

/** Shifts with their instants in the order in which they begin, those of agents who are away left out. */
export const timedShifts = (zone: string, shifts: readonly Shift[], leaves: readonly Leave[]): TimedShift[] =>
  shifts
    .filter(({ agentId, date }) => !isAway(leaves, agentId, date))
    .map((shift) => ({ shift, ...shiftTime(zone, shift) }))
    .sort((a, b) => a.start.getTime() - b.start.getTime() || a.shift.id.localeCompare(b.shift.id));

const goesOn =
  (at: Date) =>
  ({ start, end }: TimedShift): boolean =>
    start <= at && at < end;

/** Who is on shift at an instant, and the shifts that begin next, all at the same time. */
export function onShift(timed: readonly TimedShift[], at: Date): { readonly now: TimedShift[]; readonly next: TimedShift[] } {
  const nextStart = timed.find(({ start }) => start > at)?.start.getTime();
  return { now: timed.filter(goesOn(at)), next: timed.filter(({ start }) => start.getTime() === nextStart) };
}

/** The shift of one agent that goes on, and the one that begins next. */
export interface AgentShifts {
  readonly now: TimedShift | null;
  readonly next: TimedShift | null;
}

/** The shifts of each agent at an instant; who has none is not named. */
export function shiftsOfAgents(timed: readonly TimedShift[], at: Date): ReadonlyMap<string, AgentShifts> {
  const agents = [...new Set(timed.map(({ shift }) => shift.agentId))];
  return new Map(
    agents.map((agentId) => {
      const own = timed.filter(({ shift }) => shift.agentId === agentId);
      return [agentId, { now: own.find(goesOn(at)) ?? null, next: own.find(({ start }) => start > at) ?? null }];
    }),
  );
}
