import type { ByHand } from '../../decision/domain/outcome';
import { placementFrom, type OfferEnd, type Offered, type SessionPlacement } from '../../queue/domain/session-placement';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { Agent } from '../../presence/domain/agent';
import { drain } from '../../queue/domain/drain';
import { withTried } from '../../queue/domain/kept-out';
import { placeSession, type Asker } from '../../queue/domain/place-session';
import { release } from '../../queue/domain/slots';
import { unknownFacts } from '../../queue/domain/waiting-entry';

type Unaccepted = Exclude<OfferEnd, 'ACCEPTED'>;

/** The session of an offer, as one that waits with the time it has waited. */
export const askerOfOffer = ({ sessionId, assignedAt, openedAt, facts, offer }: Offered): Asker => ({
  sessionId,
  openedAt: openedAt ?? assignedAt,
  enqueuedAt: new Date(offer.enqueuedAt),
  facts: facts ?? unknownFacts,
  waiting: 'QUEUED',
});

/** Where the session of an offer is. One that was met in memory, and not named by an input, is stored so. */
export function placementOfOffer({ placements }: ShopChange, offered: Offered): SessionPlacement {
  const known = placements.get(offered.sessionId);
  if (known) return known;
  const placement = placementFrom(offered.sessionId, offered.revision, { waiting: null, assignment: offered, tombstone: null });
  placements.set(offered.sessionId, placement);
  return placement;
}

/** Frees the slot of an offer that was not accepted, and tells it. */
export function takeBack(
  change: ShopChange,
  offered: Offered,
  how: Unaccepted,
  { reason = null, at = change.now }: { readonly reason?: string | null; readonly at?: Date } = {},
): SessionPlacement {
  const placement = placementOfOffer(change, offered);
  const { sessionId, revision, agentId, assignedAt: offeredAt } = offered;
  release(change, placement, offered, at, how);
  change.declined.push({
    ...{ sessionId, revision, agentId, offeredAt, decidedAt: at, how, reason },
    ...{ shopVersion: change.version, trigger: change.trigger, behind: change.outcomes.length },
  });
  return placement;
}

/** Ends an offer that was not accepted: the session goes on to whoever is next. */
export function endOffer(
  change: ShopChange,
  offered: Offered,
  how: Unaccepted,
  byAgent: { readonly reason: string | null } | null = null,
): void {
  const placement = takeBack(change, offered, how, { reason: byAgent?.reason ?? null });
  goOn(change, placement, offered, how, byAgent && { by: offered.agentId, note: byAgent.reason });
  drain(change);
}

/** The session of an offer that is over goes on, with the time it has waited. Who said no or did not answer does not get it again; who is only gone may. */
export function goOn(
  change: ShopChange,
  placement: SessionPlacement,
  offered: Offered,
  how: Unaccepted,
  byHand: ByHand | null = null,
): void {
  const { settings } = change.state;
  if (!settings) return;
  const asker = askerOfOffer(offered);
  const { agentId } = offered;
  const facts = how === 'WITHDRAWN' ? asker.facts : { ...asker.facts, tried: withTried(asker.facts.tried, { agentId, how }) };
  placeSession(change, settings, placement, { ...asker, facts }, byHand ? { byHand } : {});
}

/** Takes back what is on offer to an agent who may not be given buyers any more. */
export function withdrawOffers(change: ShopChange, agent: Agent): void {
  if (change.state.offers.size === 0) return;
  const mine = [...change.state.offers.values()].filter(({ agentId }) => agentId === agent.id);
  for (const offered of mine) endOffer(change, offered, 'WITHDRAWN');
}
