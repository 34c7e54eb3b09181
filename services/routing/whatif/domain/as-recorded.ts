import type { AssignCause, BotCause, LeftCause, RouteDecision, WaitCause } from '../../decision/domain/route';
import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { agentOf, refreshRoster } from '../../flight/domain/shop-state';
import { lowerCeiling } from '../../presence/domain/agent';
import { changePresence } from '../../presence/domain/set-presence';
import { askerOf, leaveList, placeSession, type Asker } from '../../queue/domain/place-session';
import { groupOfPool, membersOf } from '../../queue/domain/pools';
import { liveAssignment, type SessionPlacement } from '../../queue/domain/session-placement';
import { hold, release } from '../../queue/domain/slots';
import { unknownFacts, type Place, type SessionFacts } from '../../queue/domain/waiting-entry';
import { carryFact, isShopFact } from './carry-facts';
import type { Happening, Routed } from './happening';
import type { PaperShop } from './paper-shop';
import { isGiven } from './stories';

/** Carries out what the log tells, decision by decision, and decides nothing itself. Each call is one step; answers what it told. */
export function recordedSteps(shop: PaperShop): (one: Happening) => ShopChange {
  const askers = new Map<string, Asker>();
  const step = (change: ShopChange, one: Happening): void => {
    switch (one.kind) {
      case 'arrival':
        if (one.reentryOf !== null) leave(change, one.reentryOf);
        return void askers.set(one.arrival.sessionId, { ...one.arrival, enqueuedAt: one.arrival.openedAt, waiting: null });
      case 'human': {
        const { sessionId, openedAt, requestedAt: enqueuedAt, facts } = one.request;
        return void askers.set(sessionId, { sessionId, openedAt, enqueuedAt, facts, waiting: null });
      }
      case 'routed':
        return carryOutcome(change, one.event, askers.get(one.event.value.sessionId));
      case 'returned': {
        const facts = liveAssignment(placementOf(change, one.sessionId))?.facts ?? unknownFacts;
        const known = { sessionId: one.sessionId, openedAt: one.waitingSince, enqueuedAt: one.waitingSince, waiting: null };
        askers.set(one.sessionId, { ...known, facts: { ...facts, goneAgentId: one.agentId } });
        return leave(change, one.sessionId);
      }
      case 'ended': {
        const placement = placementOf(change, one.sessionId);
        const live = liveAssignment(placement);
        return live ? hold(change, placement, live, change.now) : undefined;
      }
      case 'closed':
        return leave(change, one.sessionId);
      case 'presence':
        changePresence(change, agentOf(change.state, one.agentId), one.to, { reason: null, device: null });
        return refreshRoster(change.state);
      case 'capacity':
        return setCapacityTo(change, one.agentId, one.to, !one.follows);
      default:
        return void carryFact(change, one, (settings) => settings);
    }
  };
  return (one) => {
    const run = (change: ShopChange): void => step(change, one);
    return isShopFact(one) ? shop.fly(new Date(one.atMs), [], run) : shop.record(new Date(one.atMs), sessionsOf(one), run);
  };
}

/** Sets a capacity without moving anybody. */
export function setCapacityTo(change: ShopChange, agentId: string, to: number | null, chosen: boolean): void {
  const agent = agentOf(change.state, agentId);
  agent.maxCapacity = to;
  agent.capacityChosen = chosen;
  lowerCeiling(agent);
  refreshRoster(change.state);
}

function sessionsOf(one: Happening): string[] {
  switch (one.kind) {
    case 'arrival':
      return one.reentryOf === null ? [] : [one.reentryOf];
    case 'routed':
      return [one.event.value.sessionId];
    case 'ended':
    case 'returned':
    case 'closed':
      return [one.sessionId];
    default:
      return [];
  }
}

function leave(change: ShopChange, sessionId: string): void {
  const placement = placementOf(change, sessionId);
  const live = liveAssignment(placement);
  if (live) release(change, placement, live, change.now, 'CLOSED');
  else leaveList(change, placement);
}

function carryOutcome(change: ShopChange, event: Routed, asked: Asker | undefined): void {
  const { settings } = change.state;
  const placement = placementOf(change, event.value.sessionId);
  const live = liveAssignment(placement);
  // An opening, for example, has moved it already, by the same decision.
  if (!settings || (isGiven(event) && live?.agentId === event.value.agentId && placement.revision >= event.value.revision)) return;
  const again = live ? undefined : asked;
  const asker = placement.waiting ? askerOf(placement.waiting) : (again ?? fromNowOn(placement, change.now));
  if (live) release(change, placement, live, change.now, 'TRANSFERRED');
  placement.revision = event.value.revision - 1;
  if (isGiven(event)) agentOf(change.state, event.value.agentId);
  placeSession(
    change,
    settings,
    placement,
    { ...asker, facts: { ...asker.facts, ...factsIn(event.value.pool, change) } },
    {
      decide: () => decisionOf(event),
    },
  );
}

/** What people did with it before says its pool: the group they gave it to, and who gave it back. */
function factsIn(pool: string | null, { state }: ShopChange): Pick<SessionFacts, 'groupId' | 'passedBy'> {
  const groupId = groupOfPool(pool ?? '');
  const passed = [...membersOf(pool ?? '', state.rules).passed];
  return { ...(groupId !== null && { groupId }), ...(passed.length > 0 && { passedBy: passed }) };
}

const fromNowOn = ({ sessionId, assignment }: SessionPlacement, now: Date): Asker => ({
  sessionId,
  openedAt: assignment?.openedAt ?? now,
  enqueuedAt: now,
  facts: assignment?.facts ?? unknownFacts,
  waiting: null,
});

/** The decision as the log has it: a cause of a newer build is kept as it is. */
function decisionOf(event: Routed): RouteDecision {
  const { rule } = event.value;
  const told = { rule, randomNumber: null, priorityFailed: event.value.priorityFailed ?? false };
  switch (event.type) {
    case 'assigned':
    case 'transferred': {
      const { agentId, cause, over } = event.value;
      return { ...told, outcome: 'assigned', agentId, cause: cause as AssignCause, over: over !== null };
    }
    case 'queued':
      return { ...told, outcome: 'queued', cause: event.value.cause as WaitCause };
    case 'to-bot':
      return { ...told, outcome: 'to-bot', cause: event.value.cause as BotCause };
    case 'left-message':
      return { ...told, outcome: 'left-message', place: event.value.place as Place, cause: event.value.cause as LeftCause };
    default:
      return event satisfies never;
  }
}
