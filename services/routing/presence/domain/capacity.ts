import { isServiceAccount, lowerCeiling, type Agent } from './agent';
import { drain } from '../../queue/domain/drain';
import type { Draft } from '../../flight/domain/shop-change';
import type { CommandOutcome } from './presence';
import { refreshRoster } from '../../flight/domain/shop-state';
import { tellStatus } from './status-change';

export const capacityRange = { from: 1, to: 500 } as const;

/** RTE-25: an integer from 1 to 500, or null for no auto-suspend. */
export const isCapacity = (value: number | null): boolean =>
  value === null || (Number.isInteger(value) && value >= capacityRange.from && value <= capacityRange.to);

/** Sets an agent's maximum capacity (RTE-25), which `isCapacity` has passed. Below the present load it is legal; raised, it drains the queue. */
export function setCapacity(draft: Draft, command: { readonly agentId: string; readonly maxCapacity: number | null }): CommandOutcome {
  const agent = draft.state.agents.get(command.agentId);
  if (!agent || agent.account.version === 0) return { refused: 'UNKNOWN_ACCOUNT' };
  if (!isServiceAccount(agent)) return { refused: 'NOT_AN_AGENT' };
  if (agent.capacityChosen && agent.maxCapacity === command.maxCapacity) return { done: agent };
  agent.capacityChosen = true;
  changeCapacity(draft, agent, command.maxCapacity, null);
  refreshRoster(draft.state);
  drain(draft);
  return { done: agent };
}

/** Agents who chose no capacity follow the policy's default. */
export function followDefaultCapacity(draft: Draft, capacity: number | null): void {
  for (const agent of draft.state.agents.values()) {
    if (!agent.capacityChosen && agent.maxCapacity !== capacity) changeCapacity(draft, agent, capacity, 'DEFAULT_CHANGED');
  }
}

function changeCapacity(draft: Draft, agent: Agent, to: number | null, reason: string | null): void {
  const from = agent.maxCapacity;
  agent.maxCapacity = to;
  lowerCeiling(agent);
  draft.agents.add(agent);
  if (from !== to && isServiceAccount(agent)) tellStatus(draft, agent, { type: 'capacity', from, to }, { reason, device: null });
}
