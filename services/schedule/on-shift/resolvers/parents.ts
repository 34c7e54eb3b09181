import type { TimedShift } from '../domain/on-shift';

export type TimedShiftParent = TimedShift;

/** An agent, known by its id only. */
export interface AgentParent {
  readonly id: string;
}
