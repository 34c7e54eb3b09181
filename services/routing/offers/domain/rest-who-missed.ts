import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { leftAlone } from '../../presence/domain/last-agent';
import { changePresence } from '../../presence/domain/set-presence';
import type { Offered } from '../../queue/domain/session-placement';

/** Why such an agent rests, as its change of presence tells. */
const reason = 'MISSED_OFFERS';

/** Whether the shop has agents rest who miss offers: without offers none is missed. */
export const restsWhoMissed = ({ rules: { restAfterMissed, offerTimeoutSeconds } }: Pick<ShopState, 'rules'>): boolean =>
  restAfterMissed !== null && offerTimeoutSeconds !== null;

/**
 * Counts what was missed, and sets those agents to REST who have missed as many in a row as the shop allows. Like anybody else, the last one ONLINE of those
 * on shift stays so while the shop receives buyers (STF-14).
 */
export function restWhoMissed(change: ShopChange, missed: readonly Offered[]): void {
  const { state, agents } = change;
  const { restAfterMissed } = state.rules;
  if (!restsWhoMissed(state) || restAfterMissed === null) return;
  for (const { agentId } of missed) {
    const agent = state.agents.get(agentId);
    if (!agent) continue;
    agent.missedInRow = (agent.missedInRow ?? 0) + 1;
    agents.add(agent);
    if (agent.missedInRow < restAfterMissed || agent.presence !== 'ONLINE' || leftAlone(change, agent, 'REST') === 'SHIFT') continue;
    changePresence(change, agent, 'REST', { reason, device: null });
  }
}
