import type { Trigger } from '#libs/contracts/index';
import { isFull, type Agent, type Presence } from './agent';

/** A change of presence or capacity with the agent as it is after it: an event of `agent-status-changed`. */
export interface StatusChange {
  readonly shopVersion: number;
  readonly change:
    | { readonly type: 'presence'; readonly from: Presence; readonly to: Presence; readonly previousSince: Date | null }
    | { readonly type: 'capacity'; readonly from: number | null; readonly to: number | null };
  readonly since: Date;
  readonly status: Pick<Agent, 'id' | 'presence' | 'maxCapacity' | 'load' | 'held'> & { readonly autoSuspended: boolean };
  readonly reason: string | null;
  readonly device: string | null;
  /** Whether a manager has had nobody of the shift left online (STF-14). */
  readonly overrodeLastAgent?: true;
  readonly trigger: Trigger;
}

export const statusOf = (agent: Agent): StatusChange['status'] => {
  const { id, presence, maxCapacity, load, held } = agent;
  return { id, presence, maxCapacity, load, held, autoSuspended: isFull(agent) };
};
