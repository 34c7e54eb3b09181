import type { Settings } from '../../copies/domain/settings';
import { decideRoute } from '../../decision/domain/decide-route';
import { recordDecision } from '../../decision/domain/decision-record';
import type { ByHand, Outcome } from '../../decision/domain/outcome';
import { promptOf } from '../../decision/domain/priority-prompt';
import type { Route, RouteDecision } from '../../decision/domain/route';
import type { Accepted, RouteRequest } from '../../decision/domain/route-request';
import type { RouteView } from '../../decision/domain/route-view';
import { viewOf } from '../../decision/domain/view-of-shop';
import { weighPick } from '../../decision/domain/weigh-pick';
import type { ShopChange } from '../../flight/domain/shop-change';
import { agentOf, poolAt, type ShopState } from '../../flight/domain/shop-state';
import { stillAwaits } from '../../continuity/domain/awaited-agent';
import { answerDueAt } from '../../silence/domain/answer-due-at';
import type { OfferTerms } from '../../offers/domain/offer-terms';
import { offerOf } from '../../offers/domain/offer-of';
import { agentsOf } from '../../presence/domain/roster';
import { poolHours } from '../../reception/domain/pool-hours';
import { closedNotice } from '../../reception/domain/reception-state';
import { bandOf } from './band-of';
import { groupOf } from './group-of';
import { awaitingPool, basePool, poolOf } from './pools';
import { stageOf } from './reach';
import { overLimit } from './queue-limits';
import { slotsOf, type SessionPlacement } from './session-placement';
import { occupy, takeUp } from './slots';
import { forgetStray } from './stray-list';
import type { SessionFacts, WaitingEntry, WaitingKind } from './waiting-entry';
import { insert, remove, type WaitingList } from './waiting-list';
import { waitsAhead } from './waits-ahead';

/** A session to be decided: one that arrives or comes back (`waiting` null), or one that waits. `enqueuedAt`: since when its buyer waits. */
export interface Asker {
  readonly sessionId: string;
  readonly openedAt: Date;
  readonly enqueuedAt: Date;
  readonly facts: SessionFacts;
  readonly waiting: WaitingKind | null;
  /** The offer that its agent accepts. */
  readonly accepted?: Accepted;
  /** Whether an agent has it whose shift is about to end. */
  readonly isHandedOver?: boolean;
}

export const askerOf = ({ sessionId, openedAt, enqueuedAt, facts, kind }: WaitingEntry): Asker => ({
  sessionId,
  openedAt,
  enqueuedAt,
  facts,
  waiting: kind,
});

/** Since when the buyer waits for a human in a pool: hours in which it was closed are no waiting. */
export function waitingSince(state: ShopState, pool: string, { waiting, enqueuedAt }: Pick<Asker, 'waiting' | 'enqueuedAt'>): Date {
  if (waiting === 'QUEUED') return enqueuedAt;
  const { openSince } = poolHours(state, pool);
  return openSince !== null && openSince > enqueuedAt ? openSince : enqueuedAt;
}

/** The pool a session belongs to by what the shop has set up now. */
export function poolNow(facts: SessionFacts, settings: Settings, { state, now }: Pick<ShopChange, 'state' | 'now'>): string {
  const { rules, day } = state;
  const pool = poolOf(facts, settings, rules, day?.from ?? null);
  return facts.awaits && stillAwaits(facts, rules, now) ? awaitingPool(pool, facts.awaits.agentId) : pool;
}

/** What a session asks of routing, by what the shop has set up now. */
export function requestOf(asker: Asker, moment: Pick<ShopChange, 'state' | 'now'>, settings: Settings): RouteRequest {
  const { sessionId, waiting, facts, accepted, isHandedOver } = asker;
  const { state, now } = moment;
  const pool = poolNow(facts, settings, moment);
  const band = bandOf(facts, state, settings, now);
  const stage = stageOf(pool, state.rules, now.getTime() - waitingSince(state, pool, asker).getTime());
  return {
    sessionId,
    waiting,
    pool,
    band,
    facts,
    ...(stage > 0 && { stage }),
    overLimit: overLimit({ ...asker, pool }, moment),
    accepted,
    isHandedOver,
  };
}

/** What is special about a placement. */
export interface PlaceOptions {
  /** It arrives or comes back: whoever waits and is not in memory may come first (RTE-28). */
  readonly joins?: boolean;
  /** It comes out of turn: others come first. */
  readonly behind?: boolean;
  /** A decision that leaves the session where it is changes nothing. */
  readonly stays?: (route: Route, request: RouteRequest) => boolean;
  /** Somebody decides by hand, instead of the decision order. */
  readonly decide?: (view: RouteView, request: RouteRequest) => RouteDecision;
  readonly byHand?: ByHand;
  /** Who has it until now. */
  readonly previousAgentId?: string | null;
}

/**
 * Decides for a session by what the shop looks like now, and carries it out: the session leaves its list for an agent or another list, and the outcome
 * gets the session's next revision. With `stays`, a decision that leaves it where it is changes nothing and answers false.
 */
export function placeSession(
  change: ShopChange,
  settings: Settings,
  placement: SessionPlacement,
  asker: Asker,
  options: PlaceOptions = {},
): boolean {
  const { state } = change;
  const {
    joins = false,
    behind = false,
    stays,
    decide = (seen, asked) => decideRoute(seen, asked, change.random),
    byHand = null,
  } = options;
  const request = requestOf(asker, change, settings);
  const view = viewOf(state, settings, request, change.now, behind || (joins && waitsAhead(state, request.pool)));
  const decision = decide(view, request);
  if (stays?.(decision, request)) return false;
  const enqueuedAt = waitingSince(state, request.pool, asker);
  const { reception } = poolHours(state, request.pool);
  const previousAgentId = (byHand ? options.previousAgentId : asker.facts.goneAgentId) ?? null;
  const isSettled = options.decide !== undefined || request.accepted !== undefined || request.isHandedOver === true;
  const offer = offerOf(decision, { isSettled, enqueuedAt, previousAgentId }, change);
  const record = recordDecision(view, request, decision, state.assignmentNo, offer);
  leaveList(change, placement);
  placement.revision += 1;
  const { band } = request;
  const { pool, facts } = whereItWaits(view, request, decision);
  change.outcomes.push({
    sessionId: asker.sessionId,
    revision: placement.revision,
    shopVersion: change.version,
    route: decision,
    record,
    pool,
    groupId: groupOf(pool, decision.outcome === 'assigned' ? decision.agentId : null, state.rules.groups),
    band,
    enqueuedAt: asker.waiting === 'QUEUED' || decision.outcome !== 'assigned' ? enqueuedAt : null,
    decidedAt: change.now,
    waitedMs: Math.max(0, change.now.getTime() - enqueuedAt.getTime()),
    settingsVersion: settings.policyVersion,
    scheduleVersion: reception?.scheduleVersion ?? null,
    trigger: change.trigger,
    previousAgentId,
    byHand,
    offer,
    answerDueAt: offer ? null : answerDueAt(change, pool, decision),
    isAccepted: request.accepted !== undefined,
    prompt: offer ? null : promptOf(view, request, decision),
    ...carryOut(change, placement, { ...asker, facts, enqueuedAt }, { request: { ...request, pool }, decision, offer }),
    notice: decision.outcome === 'left-message' && decision.place === 'CLOSED' && reception ? closedNotice(reception) : null,
  });
  return true;
}

/** One that waits for the agent it knows does so apart from the others of its pool. */
function whereItWaits({ awaits }: RouteView, { pool, facts }: RouteRequest, { cause }: Route): Pick<RouteRequest, 'pool' | 'facts'> {
  return cause === 'AWAITS_AGENT' && awaits ? { pool: awaitingPool(pool, awaits.agentId), facts: { ...facts, awaits } } : { pool, facts };
}

/** What was decided of a request, and what of it has to be accepted first. */
interface Decided {
  readonly request: RouteRequest;
  readonly decision: Route;
  readonly offer: OfferTerms | null;
}

function carryOut(
  change: ShopChange,
  placement: SessionPlacement,
  { sessionId, enqueuedAt, openedAt, facts }: Asker,
  { request, decision: route, offer }: Decided,
): Pick<Outcome, 'load' | 'capacity' | 'slots'> {
  const { pool, band } = request;
  if (route.outcome === 'assigned') {
    const agent = agentOf(change.state, route.agentId);
    const offered = change.state.offers.get(sessionId);
    if (offered) takeUp(change, placement, offered);
    else {
      weigh(change, request, route, agent);
      occupy(change, placement, agent, { over: route.over ? route.cause : null, openedAt, facts, offer });
    }
    return { load: agent.load, capacity: agent.maxCapacity, slots: slotsOf(placement.assignment!) };
  }
  if (route.outcome === 'to-bot') return nothingTaken;
  const [kind, place] = route.outcome === 'queued' ? (['QUEUED', null] as const) : (['LEFT_MESSAGE', route.place] as const);
  const { revision } = placement;
  enterList(change, placement, { sessionId, kind, place, pool, band, enqueuedAt, openedAt, revision, facts: leftFor(facts, route.cause) });
  return nothingTaken;
}

const nothingTaken = { load: 0, capacity: null, slots: 0 };

/** A limit that has made a session a left message is kept with it. */
const leftFor = (facts: SessionFacts, cause: string): SessionFacts =>
  cause === 'QUEUE_FULL' || cause === 'WAITED_TOO_LONG' ? { ...facts, leftFor: cause } : facts;

/** Moves the weights of those whom the pick was among: who has room, or, for a crowd that comes first, whoever is there (RES-86, RTE-54). */
function weigh(
  { state, agents }: ShopChange,
  { pool, stage }: RouteRequest,
  { cause, rule }: Route,
  chosen: ReturnType<typeof agentOf>,
): void {
  const byCrowd = cause === 'PRIORITY_CROWD' && rule === 'RTE-40' && state.settings?.policy.assignStrategy === 'WEIGHTED';
  if (cause !== 'WEIGHTED' && !byCrowd) return;
  const { free, online } = agentsOf(state.roster, pool, stage);
  const candidates = byCrowd ? online : free.ranked;
  weighPick(candidates, chosen);
  for (const agent of candidates) agents.add(agent);
}

/** Puts a session into the list of its kind and pool. */
export function enterList(change: ShopChange, placement: SessionPlacement, entry: WaitingEntry): void {
  insert(listOf(change.state, entry), entry);
  placement.waiting = entry;
}

/** Takes a session out of the list it stands in, if any. */
export function leaveList(change: ShopChange, placement: SessionPlacement): void {
  if (placement.waiting) {
    remove(listOf(change.state, placement.waiting), placement.waiting);
    forgetStray(change.state.strays, placement.waiting);
    forgetEmpty(change.state, placement.waiting.pool);
  }
  placement.waiting = null;
}

/** A pool that was made for what agents gave back or did not take is gone with the last of it, and so is who serves it. */
function forgetEmpty({ pools, roster }: ShopState, key: string): void {
  if (key === basePool(key)) return;
  const pool = pools.get(key);
  if (pool && pool.queue.total + pool.left.total > 0) return;
  pools.delete(key);
  roster.pools.delete(key);
}

function listOf(state: ShopState, { kind, pool }: WaitingEntry): WaitingList {
  switch (kind) {
    case 'QUEUED':
      return poolAt(state, pool).queue;
    case 'LEFT_MESSAGE':
      return poolAt(state, pool).left;
    case 'PENDING':
      return state.pending;
    default:
      return kind satisfies never;
  }
}
