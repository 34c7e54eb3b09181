import type { ShopChange } from '../../flight/domain/shop-change';
import { placeSession } from '../../queue/domain/place-session';
import type { Offered, SessionPlacement } from '../../queue/domain/session-placement';
import { askerOfOffer } from './end-offer';

/** Carries out that an offer is accepted. */
export function accept(change: ShopChange, placement: SessionPlacement, offered: Offered): void {
  const { agentId, over, offer } = offered;
  forgetMissed(change, agentId);
  const accepted = { agentId, cause: offer.cause, rule: offer.rule, over: over !== null };
  placeSession(
    change,
    change.state.settings!,
    placement,
    { ...askerOfOffer(offered), accepted },
    {
      byHand: { by: agentId, note: null },
      previousAgentId: offer.previousAgentId,
    },
  );
}

/** An accepted offer begins the count of those missed in a row anew. */
function forgetMissed({ state, agents }: ShopChange, agentId: string): void {
  const agent = state.agents.get(agentId);
  if (!agent || agent.missedInRow === null) return;
  agent.missedInRow = null;
  agents.add(agent);
}
