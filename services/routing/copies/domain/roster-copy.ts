/** One shift as the schedule service told it: `from` belongs to it, `to` does not. */
export interface RosterShift {
  readonly agentId: string;
  readonly from: Date;
  readonly to: Date;
}

/** Who works on one date of the shop's zone, those on leave left out; the higher revision counts. */
export interface RosterDate {
  readonly revision: number;
  /** The shifts that start on the date. */
  readonly shifts: readonly RosterShift[];
}

/** Rosters by date, YYYY-MM-DD. */
export type Rosters = ReadonlyMap<string, RosterDate>;

/** Whether anybody is on them. */
export const hasShifts = (rosters: Rosters): boolean => [...rosters.values()].some(({ shifts }) => shifts.length > 0);

const dayMs = 86_400_000;

/** The dates on which a shift can start that covers an instant, in whatever zone: a shift is shorter than a day, and a date begins up to 14 hours apart from UTC's. */
export const datesAround = (at: Date): string[] =>
  [-2, -1, 0, 1].map((days) => new Date(at.getTime() + days * dayMs).toISOString().slice(0, 10));

/** The shifts of one account. */
export const shiftsOf = (rosters: Rosters, agentId: string): RosterShift[] =>
  [...rosters.values()].flatMap(({ shifts }) => shifts.filter((shift) => shift.agentId === agentId));

/** The accounts whose shifts cover an instant. */
export function onShiftAt(rosters: Rosters, at: Date): ReadonlySet<string> {
  const shifts = [...rosters.values()].flatMap((date) => date.shifts);
  return new Set(shifts.filter(({ from, to }) => from <= at && at < to).map(({ agentId }) => agentId));
}
