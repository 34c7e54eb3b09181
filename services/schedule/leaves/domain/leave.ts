/** Dates on which an agent does not work, both included. Shifts that start on them stay in the roster and cover nothing. */
export interface Leave {
  readonly id: string;
  readonly agentId: string;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
}

/** Whether an agent is away on a date. */
export const isAway = (leaves: readonly Leave[], agentId: string, date: string): boolean =>
  leaves.some((leave) => leave.agentId === agentId && leave.from <= date && date <= leave.to);
