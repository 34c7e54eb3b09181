import type { Refusal } from '#libs/platform/errors';
import { tellStatus, type ShopChange } from '../../flight/domain/shop-change';
import { refreshRoster } from '../../flight/domain/shop-state';
import { drain } from '../../queue/domain/drain';
import { isServiceAccount, lowerCeiling, type Agent } from './agent';
import { serviceAgent } from './service-agent';

export const capacityRange = { from: 1, to: 500 } as const;

/** RTE-25: an integer from 1 to 500, or null for no auto-suspend. */
export const isCapacity = (value: number | null): boolean =>
  value === null || (Number.isInteger(value) && value >= capacityRange.from && value <= capacityRange.to);

export interface CapacityCommand {
  readonly agentId: string;
  readonly maxCapacity: number | null;
}

/** Sets an agent's maximum capacity (RTE-25), which `isCapacity` has passed. Below the present load it is legal; raised, it drains the queue. */
export function setCapacity(change: ShopChange, { agentId, maxCapacity }: CapacityCommand): Agent | Refusal {
  const agent = serviceAgent(change.state, agentId);
  if ('outcome' in agent || (agent.capacityChosen && agent.maxCapacity === maxCapacity)) return agent;
  agent.capacityChosen = true;
  changeCapacity(change, agent, maxCapacity, null);
  change.freed.add(agent);
  refreshRoster(change.state);
  drain(change);
  return agent;
}

/** What platforms advise as the least maximum capacity (§0.1). */
const advisedCapacity: Readonly<Record<string, number>> = { TIKTOK_SHOP: 200 };

/** The capacity that the shop's platform advises and this one is below of; null where it is not. */
export const adviceFor = (preset: string | null, maxCapacity: number | null): number | null => {
  const advised = advisedCapacity[preset ?? ''];
  return advised !== undefined && maxCapacity !== null && maxCapacity < advised ? advised : null;
};

/** Agents who chose no capacity follow the policy's default. */
export function followDefaultCapacity(change: ShopChange, capacity: number | null): void {
  for (const agent of change.state.agents.values()) {
    if (!agent.capacityChosen && agent.maxCapacity !== capacity) changeCapacity(change, agent, capacity, 'DEFAULT_CHANGED');
  }
}

function changeCapacity(change: ShopChange, agent: Agent, to: number | null, reason: string | null): void {
  const from = agent.maxCapacity;
  agent.maxCapacity = to;
  lowerCeiling(agent);
  change.agents.add(agent);
  if (from !== to && isServiceAccount(agent)) tellStatus(change, agent, { type: 'capacity', from, to }, { reason, device: null });
}
