import type { Settings } from '../../copies/domain/settings';
import { decideRoute } from '../../decision/domain/decide-route';
import { glimpseOf } from '../../decision/domain/view-of-shop';
import type { Rosters } from '../../copies/domain/roster-copy';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import type { Agent } from '../../presence/domain/agent';
import { rerank } from '../../presence/domain/roster';
import { withPassed } from '../../queue/domain/kept-out';
import { placeSession, requestOf, type Asker } from '../../queue/domain/place-session';
import { isOffered, liveAssignment, type Assignment, type SessionPlacement } from '../../queue/domain/session-placement';
import { release } from '../../queue/domain/slots';
import { unknownFacts } from '../../queue/domain/waiting-entry';
import { leavingAgents, shiftEnd } from './shift-end';

/** What could not be handed over, since nobody had room, is tried again after so long. */
const againMs = 60_000;

/** Agents whose shift is about to end get no ordinary assignment any more, while somebody is there who stays. */
export function refreshLeaving({ state, now }: Pick<ShopChange, 'state' | 'now'>): void {
  if (state.rules.handOverMinutes === null && state.leaving.size === 0) return;
  const leaving = leavingAgents(state, state.rosters, now);
  for (const agent of state.leaving)
    if (!leaving.has(agent) && agent.barred === 'SHIFT_ENDS') rerank(state.roster, agent, () => (agent.barred = null));
  for (const agent of leaving) if (agent.barred === null) rerank(state.roster, agent, () => (agent.barred = 'SHIFT_ENDS'));
  state.leaving = leaving;
}

const hasTalks = ({ load, held }: Agent): boolean => load > held;

/** Agents whose talks are to be handed over now: the store reads these for a flight. */
export const handingOver = (state: ShopState, rosters: Rosters, now: Date): Agent[] =>
  state.handedOverAt !== null && now.getTime() - state.handedOverAt.getTime() < againMs
    ? []
    : [...leavingAgents(state, rosters, now)].filter(hasTalks);

/**
 * Hands the open talks of agents over whose shift is about to end, each to somebody who has room for it, by the shop's own order; what nobody has room for
 * stays, and is tried again. A transfer like one by hand: the giver's slot is free, the taker's is occupied, and it is not offered first.
 */
export function handOverTalks(change: ShopChange): void {
  const { state, now } = change;
  if (state.rules.handOverMinutes === null || state.settings === null) return;
  const givers = new Set(handingOver(state, state.rosters, now).map(({ id }) => id));
  if (givers.size === 0) return;
  state.handedOverAt = now;
  for (const placement of [...change.placements.values()]) {
    const live = liveAssignment(placement);
    if (live && givers.has(live.agentId) && live.heldAt === null && !isOffered(live)) handOver(change, state.settings, placement, live);
  }
}

function handOver(change: ShopChange, settings: Settings, placement: SessionPlacement, live: Assignment): void {
  const { state, now } = change;
  const known = live.facts ?? unknownFacts;
  const facts = { ...known, passedBy: withPassed(known.passedBy, live.agentId) };
  const { sessionId, agentId, openedAt } = live;
  const asker: Asker = { sessionId, openedAt: openedAt ?? now, enqueuedAt: now, facts, waiting: null, isHandedOver: true };
  const request = requestOf(asker, change, settings);
  const route = decideRoute(glimpseOf(state, settings, request, now), request, () => 0);
  if (route.outcome !== 'assigned' || route.over || route.agentId === agentId) return;
  release(change, placement, live, now, 'TRANSFERRED');
  placeSession(change, settings, placement, asker, { byHand: { by: null, note: null }, previousAgentId: agentId });
}

/** When talks are to be handed over next; null: none are, as far as is known. */
export function nextHandOverAt({ rules: { handOverMinutes }, agents, rosters }: ShopState, now: Date): number | null {
  if (handOverMinutes === null || rosters.size === 0) return null;
  const times = [...agents.values()]
    .filter((agent) => agent.presence !== 'OFFLINE' && hasTalks(agent))
    .flatMap(({ id }) => {
      const end = shiftEnd(rosters, id, now, handOverMinutes)?.getTime();
      if (end === undefined) return [];
      const begins = end - handOverMinutes * 60_000;
      return begins > now.getTime() ? begins : now.getTime() + againMs;
    });
  return times.length === 0 ? null : Math.min(...times);
}
