import type { Settings } from '../../copies/domain/settings';
import { decideRoute } from '../../decision/domain/decide-route';
import type { Route } from '../../decision/domain/route';
import { glimpseOf } from '../../decision/domain/view-of-shop';
import { placementOfEntry, type ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { askerOf, placeSession, poolNow, requestOf } from './place-session';
import { inLine } from './in-line';
import { keepFor, letGo } from './kept-agents';
import { readPool } from './pool-key';
import { isAwaiting, type Pool } from './pools';
import { isPoolOpen } from '../../reception/domain/pool-hours';
import { firstToEnter, overdueIn } from './queue-limits';
import { passesNobody, serveKnown } from './serve-known';
import { furthestOf } from './stages';
import { findStrays } from './find-strays';
import { firstStray } from './stray-list';
import { byQueue, type WaitingEntry } from './waiting-entry';
import { headOf, needsHead } from './waiting-list';
import { unfinishedPools, waitsAhead } from './waits-ahead';

/**
 * Brings every waiting buyer to where they belong now, until nothing more moves: sessions that had no settings yet; the queue and left messages of each
 * pool to free agents in one order; left messages into the queue once the shop is open; the queue to left messages once it is closed (SCH-19). Where the
 * head of a pool cannot move, the other pools go on; where it waits for several slots, they go on without the agent who is kept for it. Then whoever is
 * known to an agent who is back.
 */
export function drain(change: ShopChange): void {
  const { settings } = change.state;
  if (!settings) return;
  findStrays(change);
  do settle(change, settings);
  while (serveKnown(change, settings));
}

function settle(change: ShopChange, settings: Settings): void {
  letGo(change.state);
  const [stuck, keptFor] = [new Set<Pool>(), new Set<Pool>()];
  for (let next = moveOrKeep(change, settings, stuck, keptFor); next; next = moveOrKeep(change, settings, stuck, keptFor)) {
    const { entry, pool } = next;
    const moved = placeSession(change, settings, placementOfEntry(change, entry), askerOf(entry), {
      // Out of turn it goes to where it belongs, and waits for its turn there.
      behind:
        pool !== null && entry.kind === 'QUEUED' && headOf(pool.queue) !== entry && entry === firstStray(change.state.strays, pool.key),
      stays: (route, { pool: belongs }) => belongs === entry.pool && keeps(entry, route),
    });
    if (!moved && pool) stuck.add(pool);
  }
}

/** Whether a drain stopped only because the next entries are not in memory. */
export const isUnfinished = (state: ShopState): boolean =>
  state.settings !== null && (needsHead(state.pending) || unfinishedPools(state).length > 0);

/** Whether somebody waits who could move. Stored with the shop, so that the sweeper finds a buyer who waits beside a free agent. */
export const canMove = (change: Moment): boolean =>
  change.state.settings !== null && nextToMove(change, change.state.settings, new Set()) !== undefined;

/** A shop at an instant. */
type Moment = Pick<ShopChange, 'state' | 'now'>;

interface Next {
  readonly entry: WaitingEntry;
  /** null for a session whose shop was not known. */
  readonly pool: Pool | null;
}

/** The next one to move, once those who come before it and wait for several slots have an agent kept for them. */
function moveOrKeep(change: ShopChange, settings: Settings, stuck: Set<Pool>, keptFor: Set<Pool>): Next | undefined {
  const { state } = change;
  const waiting = state.rules.workUnits === null ? [] : waitingForSlots(state, keptFor);
  for (;;) {
    const next = nextToMove(change, settings, stuck);
    const first = waiting.find(({ pool }) => stuck.has(pool));
    if (!first || (next && byQueue(inLine(state, next.entry), first.entry) < 0)) return next;
    waiting.splice(waiting.indexOf(first), 1);
    keptFor.add(first.pool);
    keepFor(state, first.pool.key, stageAt(change, settings, first.entry));
  }
}

const stageAt = (moment: Moment, settings: Settings, entry: WaitingEntry): number => requestOf(askerOf(entry), moment, settings).stage ?? 0;

/** The first of each pool whose sessions take several slots, in line; but for pools that were seen to already. */
const waitingForSlots = (state: ShopState, done: ReadonlySet<Pool>): { entry: WaitingEntry; pool: Pool }[] =>
  [...state.pools.values()]
    .flatMap((pool) => {
      const entry =
        done.has(pool) || readPool(pool.key).slots === 1 || !isPoolOpen(state, pool.key)
          ? undefined
          : firstOf(state, headOf(pool.queue), headOf(pool.left));
      return entry ? [{ entry: inLine(state, entry), pool }] : [];
    })
    .sort((one, other) => byQueue(one.entry, other.entry));

/** The next one to move; pools whose head cannot move are added to `stuck`. */
function nextToMove(moment: Moment, settings: Settings, stuck: Set<Pool>): Next | undefined {
  const { state } = moment;
  const pending = headOf(state.pending);
  if (pending) return { entry: pending, pool: null };
  let first: Next | undefined;
  const unfinished = unfinishedPools(state);
  for (const pool of state.pools.values()) {
    if (stuck.has(pool)) continue;
    const entry = nextOfPool(moment, settings, pool, unfinished);
    if (!entry) stuck.add(pool);
    else if (!first || byQueue(inLine(state, entry), inLine(state, first.entry)) < 0) first = { entry, pool };
  }
  return first;
}

/**
 * Of one pool: whoever belongs elsewhere now; while it is closed, whoever queues (SCH-19); while it is open, who is next in line and can be assigned, or has
 * queued for too long, else the first message that can enter the queue or is for the bot. A message that was left goes from one closed pool to another only when one of them
 * opens.
 */
function nextOfPool(moment: Moment, settings: Settings, pool: Pool, unfinished: readonly Pool[]): WaitingEntry | undefined {
  const { key, queue, left } = pool;
  if (queue.total + left.total === 0) return undefined;
  const { state } = moment;
  const [queued, message] = [headOf(queue), headOf(left)];
  const isOpen = isPoolOpen(state, key);
  const strays = (entry: WaitingEntry | undefined): boolean => {
    const belongs = entry ? poolNow(entry.facts, settings, moment) : key;
    return belongs !== key && (isOpen || entry?.kind === 'QUEUED' || isPoolOpen(state, belongs));
  };
  const stray = [queued, message].find(strays);
  if (stray || !isOpen) return stray ?? queued;
  // One who has waited for an agent for long enough may stand behind another who has not.
  const behind = isAwaiting(key) ? queue.entries.slice(queue.first) : [firstStray(state.strays, key)];
  return nextInTurn(moment, settings, pool, unfinished) ?? behind.find(strays);
}

/** The next of an open pool who belongs to it. */
function nextInTurn(moment: Moment, settings: Settings, pool: Pool, unfinished: readonly Pool[]): WaitingEntry | undefined {
  const { key, queue, left } = pool;
  const { state } = moment;
  // Where the next entries are not in memory, somebody who is not could come first: nobody is assigned before they are loaded (RTE-28).
  const ahead = waitsAhead(state, key, unfinished);
  if (!ahead) {
    const first = firstOf(state, headOf(queue), headOf(left));
    const all = first ? [first, ...furthestOf(pool, state.rules)] : [];
    const next = all.find((entry) => glimpse(moment, settings, entry).outcome === 'assigned');
    if (next) return next;
  }
  const overdue = overdueIn(queue, moment);
  if (overdue) return overdue;
  const entering = firstToEnter(left, state);
  const route = entering && glimpse(moment, settings, entering);
  return route && (route.outcome === 'queued' || route.outcome === 'to-bot' || passesNobody(route, ahead)) ? entering : undefined;
}

/** The queue and the left messages as one line: the band first, then who has waited longest in open hours (RES-28). */
function firstOf(state: ShopState, queued?: WaitingEntry, message?: WaitingEntry): WaitingEntry | undefined {
  if (!queued || !message) return queued ?? message;
  return byQueue(queued, inLine(state, message)) <= 0 ? queued : message;
}

/**
 * Of each pool the one who comes first and would be given to an agent now: after a flight there is none. Looks at the heads only, in line, and keeps agents
 * for those who wait for several slots.
 */
export function assignableNow(moment: Moment): { readonly entry: WaitingEntry; readonly agentId: string }[] {
  const { state } = moment;
  const { settings } = state;
  if (!settings) return [];
  const heads = [...state.pools.values()].flatMap((pool) => {
    const first = firstOf(state, headOf(pool.queue), headOf(pool.left));
    const all = first ? new Set([first, ...furthestOf(pool, state.rules)]) : [];
    return [...all].map((entry) => ({ entry, key: pool.key, inLine: inLine(state, entry) }));
  });
  heads.sort((one, other) => byQueue(one.inLine, other.inLine));
  return heads.flatMap(({ entry, key }) => {
    const route = glimpse(moment, settings, entry);
    if (route.outcome === 'assigned') return [{ entry, agentId: route.agentId }];
    keepFor(state, key, stageAt(moment, settings, entry));
    return [];
  });
}

/** What would be decided about one who waits, as far as its kind goes. */
const glimpse = (moment: Moment, settings: Settings, entry: WaitingEntry): Route => {
  const request = requestOf(askerOf(entry), moment, settings);
  return decideRoute(glimpseOf(moment.state, settings, request, moment.now), request, () => 0);
};

/** A queueing buyer becomes a left message only by the shop's closing or by a limit of the queue; who is where the decision puts them stays. */
function keeps(entry: WaitingEntry, route: Route): boolean {
  switch (entry.kind) {
    case 'PENDING':
      return false;
    case 'QUEUED':
      return (
        route.outcome === 'to-bot' || route.outcome === 'queued' || (route.outcome === 'left-message' && route.cause === 'UNAVAILABLE')
      );
    case 'LEFT_MESSAGE':
      return route.outcome === 'left-message';
    default:
      return entry.kind satisfies never;
  }
}
