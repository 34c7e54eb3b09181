import type { WaitCause } from '../../decision/domain/route';
import type { ShopState } from '../../flight/domain/shop-state';
import { isRoutable } from '../../presence/domain/agent';
import { agentsOf } from '../../presence/domain/roster';
import { blockOf } from './block-of';
import { isAwaiting, isTried, membersOf } from './pools';

/** Why those in a pool wait (RTE-29), at the stage that whoever of them has waited longest has come to: what keeps those who are ONLINE from them. */
export function waitingReason(state: ShopState, pool: string, stage = 0): WaitCause {
  if (isAwaiting(pool)) return 'AWAITS_AGENT';
  const { roster, rules } = state;
  const agents = agentsOf(roster, pool, stage);
  const block = agents.lent ? null : blockOf(state, agents);
  if (block !== null) return block;
  // Nobody waits beside one who has room, but for one that is kept for somebody else.
  if (!agents.lent && agents.online.length > 0)
    return rules.workUnits !== null && agents.free.ranked.length > 0 ? 'TOO_FEW_SLOTS' : 'ALL_AT_CAPACITY';
  const members = membersOf(pool, rules);
  const wasThere = roster.onDuty.some(
    (agent) => isRoutable(agent) && agent.presence === 'ONLINE' && isTried(members, agent.id) && (members.groups?.has(agent.id) ?? true),
  );
  return wasThere ? 'NOBODY_LEFT' : 'NO_AGENT_ONLINE';
}
