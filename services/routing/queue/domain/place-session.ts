import { decideRoute } from '../../decision/domain/decide-route';
import { recordDecision } from '../../decision/domain/decision-record';
import type { Draft } from '../../flight/domain/shop-change';
import { closedNotice } from '../../reception/domain/gate';
import type { ClosedNotice, Outcome } from '../../decision/domain/outcome';
import type { Route, RouteDecision, RouteView } from '../../decision/domain/route';
import type { Settings } from '../../copies/domain/settings';
import { seatOf } from '../../flight/domain/shop-state';
import { occupy } from '../../presence/domain/slots';
import type { Arrival, Standing } from './session-placement';
import type { WaitingEntry, WaitingKind } from './waiting';
import { insert, remove, type WaitingList } from './waiting-list';

/** Basic routing has one pool (RTE-27); group routing will have one per order status. */
const pool = 'ALL';

/** A session about to be decided: one that arrives, or one that waits. */
export type Asker = Arrival | WaitingEntry;

const kindOf = (asker: Asker): WaitingKind | null => ('kind' in asker ? asker.kind : null);

/** Since when the buyer waits for a human: hours in which the shop was closed are no waiting. */
export function waitingSince(draft: Draft, asker: Asker): Date {
  const { openSince } = draft.state;
  return openSince !== null && openSince > asker.openedAt ? openSince : asker.openedAt;
}

/** Decides for a session by what the shop looks like now. */
export const decideFor = (draft: Draft, view: RouteView, asker: Asker): RouteDecision =>
  decideRoute(view, { sessionId: asker.sessionId, waiting: kindOf(asker), pool, band: 'NORMAL' }, draft.random);

/** Carries a decision out: the session leaves its list for an agent or another list, and the outcome gets the session's next revision. */
export function carryOut(
  draft: Draft,
  settings: Settings,
  standing: Standing,
  asker: Asker,
  made: { view: RouteView; decision: RouteDecision },
): void {
  const record = recordDecision(made.view, made.decision, draft.state.assignmentNo);
  const since = 'kind' in asker && asker.kind === 'QUEUED' ? asker.enqueuedAt : waitingSince(draft, asker);
  leaveList(draft, standing);
  standing.revision += 1;
  const { decision } = made;
  const slot = decision.outcome === 'assigned' ? assign(draft, standing, decision) : wait(draft, standing, asker, decision, since);
  draft.outcomes.push({
    sessionId: asker.sessionId,
    revision: standing.revision,
    shopVersion: draft.version,
    route: decision,
    record,
    pool,
    band: 'NORMAL',
    enqueuedAt: kindOf(asker) === 'QUEUED' || decision.outcome !== 'assigned' ? since : null,
    decidedAt: draft.now,
    waitedMs: Math.max(0, draft.now.getTime() - since.getTime()),
    settingsVersion: settings.policyVersion,
    scheduleVersion: draft.state.gate?.scheduleVersion ?? null,
    cause: draft.cause,
    ...slot,
    notice: noticeOf(draft, decision),
  });
}

type Slot = Pick<Outcome, 'load' | 'capacity'>;

function assign(draft: Draft, standing: Standing, route: Extract<Route, { outcome: 'assigned' }>): Slot {
  const agent = seatOf(draft.state, route.agentId);
  occupy(draft, standing, agent, { cause: route.cause, over: route.over ? route.cause : null });
  return { load: agent.load, capacity: agent.maxCapacity };
}

function wait(draft: Draft, standing: Standing, asker: Asker, route: Exclude<Route, { outcome: 'assigned' }>, since: Date): Slot {
  enterList(draft, standing, {
    sessionId: asker.sessionId,
    kind: route.outcome === 'queued' ? 'QUEUED' : 'LEFT_MESSAGE',
    place: route.outcome === 'queued' ? null : route.place,
    pool,
    band: 'NORMAL',
    enqueuedAt: since,
    openedAt: asker.openedAt,
    revision: standing.revision,
    facts: asker.facts,
  });
  return { load: 0, capacity: null };
}

const noticeOf = (draft: Draft, route: Route): ClosedNotice | null =>
  route.outcome === 'left-message' && route.place === 'CLOSED' && draft.state.gate ? closedNotice(draft.state.gate) : null;

/** Puts a session into the list of its kind. */
export function enterList(draft: Draft, standing: Standing, entry: WaitingEntry): void {
  insert(listOf(draft, entry.kind), entry);
  standing.waiting = entry;
}

/** Takes a session out of the list it stands in, if any. */
export function leaveList(draft: Draft, standing: Standing): void {
  if (standing.waiting) remove(listOf(draft, standing.waiting.kind), standing.waiting);
  standing.waiting = null;
}

function listOf({ state }: Draft, kind: WaitingKind): WaitingList {
  switch (kind) {
    case 'QUEUED':
      return state.queue;
    case 'LEFT_MESSAGE':
      return state.left;
    case 'PENDING':
      return state.pending;
    default:
      return kind satisfies never;
  }
}
