import { refuse, type Refusal } from '#libs/platform/errors';
import { rankingCount } from '../../decision/domain/rank-agents';
import { tellStatus, type ShopChange } from '../../flight/domain/shop-change';
import { refreshRoster, type ShopState } from '../../flight/domain/shop-state';
import { withdrawOffers } from '../../offers/domain/end-offer';
import { slotsOf } from '../../queue/domain/session-placement';
import { drain } from '../../queue/domain/drain';
import { isRoutable, type Agent, type Presence } from './agent';
import { leftAlone } from './last-agent';
import { serviceAgent } from './service-agent';
import type { StatusChange } from './status-change';

export interface PresenceCommand {
  readonly agentId: string;
  readonly presence: Presence;
  readonly reason: string | null;
  readonly device: string | null;
  /** Whether a manager lets the shift be left without anybody online. */
  readonly overridesLastAgent?: boolean;
}

/** Changes an agent's presence (RTE-57). What is so already is answered, not told again. */
export function setPresence(change: ShopChange, command: PresenceCommand): Agent | Refusal {
  const agent = serviceAgent(change.state, command.agentId);
  if ('outcome' in agent) return agent;
  const isLast = leftAlone(change, agent, command.presence) === 'SHIFT';
  const refused = refusal(change.state, agent, command.presence) ?? (isLast && !command.overridesLastAgent ? lastAgentOnline : undefined);
  if (refused) return refused;
  if (agent.presence === command.presence) return agent;
  changePresence(change, agent, command.presence, { ...command, ...(isLast && { overrodeLastAgent: true }) });
  drain(change);
  return agent;
}

export const imNotEnabled = refuse('IM_NOT_ENABLED', 'The account has no permission to use the workbench.', {
  field: 'agentId',
  expected: 'an account whose IM permission is ticked',
});

const lastAgentOnline = refuse('LAST_AGENT_ONLINE', 'Nobody else of those on shift is online, and the shop receives buyers.', {
  field: 'presence',
  expected: 'another agent of the shift ONLINE first, or overrideLastAgent with a reason by OWNER, ADMIN or CS_ADMIN',
});

/** What it has not ended yet; what is only on offer is taken back when it leaves. */
const runningOf = ({ offers }: ShopState, { id, load, held }: Agent): number =>
  load - held - [...offers.values()].reduce((sum, offered) => (offered.agentId === id ? sum + slotsOf(offered) : sum), 0);

function refusal(state: ShopState, agent: Agent, to: Presence): Refusal | undefined {
  if (to !== 'OFFLINE') {
    if (agent.account.imEnabled) return undefined;
    return imNotEnabled;
  }
  if (!state.settings?.policy.requireEmptyToGoOffline || runningOf(state, agent) === 0) return undefined;
  return refuse('SESSIONS_RUNNING', 'The agent still has running sessions.', {
    field: 'presence',
    expected: 'OFFLINE once all sessions are ended; those still held do not count',
  });
}

/** Sets the presence and tells it. */
export function changePresence(
  change: ShopChange,
  agent: Agent,
  to: Presence,
  why: Pick<StatusChange, 'reason' | 'device' | 'overrodeLastAgent'>,
): void {
  const { presence: from, presenceSince: previousSince } = agent;
  if (to === 'OFFLINE') agent.joined = false;
  if (to === 'ONLINE' && !agent.joined) join(change.state, agent);
  if (to === 'ONLINE') agent.missedInRow = null;
  agent.presence = to;
  agent.presenceSince = change.now;
  refreshRoster(change.state);
  tellStatus(change, agent, { type: 'presence', from, to, previousSince }, why);
  if (to === 'ONLINE' || to === 'SUSPENDED') change.cameBack.add(agent);
  if (to !== 'ONLINE') withdrawOffers(change, agent);
}

/** Who is ONLINE for the first time since OFFLINE ranks with at least the smallest count of those online (RTE-5, RES-85), and without weight (RES-86). */
function join({ agents }: ShopState, agent: Agent): void {
  const online = [...agents.values()].filter((other) => isRoutable(other) && other.presence === 'ONLINE');
  const smallest = online.length === 0 ? 0 : Math.min(...online.map(rankingCount));
  agent.joinOffset += Math.max(0, smallest - rankingCount(agent));
  agent.joined = true;
  agent.currentWeight = 0;
}
