import { isRoutable, isServiceAccount, type Agent, type Presence } from './agent';
import { drain } from '../../queue/domain/drain';
import type { Draft } from '../../flight/domain/shop-change';
import { refreshRoster, type ShopState } from '../../flight/domain/shop-state';
import { tellStatus } from './status-change';

export interface PresenceCommand {
  readonly agentId: string;
  readonly presence: Presence;
  readonly reason: string | null;
  readonly device: string | null;
}

/** UNKNOWN_ACCOUNT may be known a moment later; the others stand. */
export type Refusal = 'UNKNOWN_ACCOUNT' | 'NOT_AN_AGENT' | 'IM_NOT_ENABLED' | 'SESSIONS_RUNNING';

export type CommandOutcome = { readonly done: Agent } | { readonly refused: Refusal };

/** Changes an agent's presence (RTE-57). What is so already is answered, not told again. */
export function setPresence(draft: Draft, command: PresenceCommand): CommandOutcome {
  const agent = draft.state.agents.get(command.agentId);
  const refused = refusal(draft, agent, command.presence);
  if (!agent || refused) return { refused: refused ?? 'UNKNOWN_ACCOUNT' };
  if (agent.presence === command.presence) return { done: agent };
  changePresence(draft, agent, command.presence, command);
  drain(draft);
  return { done: agent };
}

function refusal({ state }: Draft, agent: Agent | undefined, to: Presence): Refusal | undefined {
  if (!agent || agent.account.version === 0) return 'UNKNOWN_ACCOUNT';
  if (!isServiceAccount(agent)) return 'NOT_AN_AGENT';
  if (to !== 'OFFLINE') return agent.account.imEnabled ? undefined : 'IM_NOT_ENABLED';
  const mustBeEmpty = state.settings?.policy.requireEmptyToGoOffline ?? false;
  return mustBeEmpty && agent.load > agent.held ? 'SESSIONS_RUNNING' : undefined;
}

/** Sets the presence and tells it; an agent who comes from OFFLINE joins the day at the smallest count of those online (RTE-5, RES-32). */
export function changePresence(draft: Draft, agent: Agent, to: Presence, why: { reason: string | null; device: string | null }): void {
  const { presence: from, presenceSince: previousSince } = agent;
  if (from === 'OFFLINE' && to === 'ONLINE') agent.assignedToday = Math.max(agent.assignedToday, smallestCount(draft.state));
  agent.presence = to;
  agent.presenceSince = draft.now;
  refreshRoster(draft.state);
  tellStatus(draft, agent, { type: 'presence', from, to, previousSince }, why);
}

function smallestCount(state: ShopState): number {
  const online = [...state.agents.values()].filter((agent) => isRoutable(agent) && agent.presence === 'ONLINE');
  return online.length === 0 ? 0 : Math.min(...online.map((agent) => agent.assignedToday));
}
