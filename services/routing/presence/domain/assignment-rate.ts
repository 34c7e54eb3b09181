import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import type { AssignmentRate } from '../../rules/domain/routing-rules';
import type { Agent } from './agent';
import { rerank } from './roster';

/** When an agent is free of the rate again: as soon as fewer than `sessions` of its assignments are younger than `seconds`; null: it is. */
function freeAgainAt({ lately }: Agent, { sessions, seconds }: AssignmentRate): number | null {
  const counted = lately?.at(-sessions);
  return counted === undefined ? null : counted + seconds * 1_000;
}

/** An agent was given a session, for whatever cause: under a rate that counts. */
export function countAssignment({ rules: { assignmentRate: rate }, paused }: ShopState, agent: Agent, now: Date): void {
  if (rate === null) return;
  agent.lately = [...(agent.lately ?? []), now.getTime()].slice(-rate.sessions);
  const until = freeAgainAt(agent, rate);
  if (until !== null && until > now.getTime()) pause(paused, agent, until);
}

/** The shop has set another rate, or none: everybody is counted anew. The roster is not yet told. */
export function countAnew({ state: { agents, paused }, agents: changed }: ShopChange): void {
  for (const agent of paused.keys()) agent.barred = null;
  paused.clear();
  for (const agent of agents.values()) {
    if (agent.lately === null) continue;
    agent.lately = null;
    changed.add(agent);
  }
}

/** Finds out who is paused in a shop that was just read; the roster is not yet made. */
export function pauseAgents({ rules: { assignmentRate: rate }, agents, paused }: ShopState): void {
  if (rate === null) return;
  for (const agent of agents.values()) {
    const until = freeAgainAt(agent, rate);
    if (until !== null) pause(paused, agent, until);
  }
}

/** Lets those go on whose time has come. */
export function resumeAgents({ state: { paused, roster }, now }: Pick<ShopChange, 'state' | 'now'>): void {
  for (const [agent, until] of paused) {
    if (until > now.getTime()) continue;
    paused.delete(agent);
    rerank(roster, agent, () => (agent.barred = null));
  }
}

/** When the next of those who are paused goes on; null: nobody is. */
export const nextResumeAt = ({ paused }: ShopState): number | null => (paused.size === 0 ? null : Math.min(...paused.values()));

function pause(paused: ShopState['paused'], agent: Agent, until: number): void {
  paused.set(agent, until);
  agent.barred = 'AT_RATE';
}
