import { decideRoute } from '../../decision/domain/decide-route';
import { standingOfEntry, type Draft } from '../../flight/domain/shop-change';
import { carryOut, decideFor, waitingSince } from './place-session';
import type { Route } from '../../decision/domain/route';
import { glimpseOf, isOpenNow, viewOf } from '../../decision/domain/route-view';
import type { ShopState } from '../../flight/domain/shop-state';
import { byQueue, type WaitingEntry } from './waiting';
import { front, needsFront } from './waiting-list';

/** Whether a buyer who asked now would be given to somebody. Stored with the shop, so that the sweeper finds a buyer who waits beside a free agent. */
export function canAssign(state: ShopState): boolean {
  if (!state.settings) return false;
  const request = { sessionId: '', waiting: null, pool: 'ALL', band: 'NORMAL' } as const;
  return decideRoute(glimpseOf(state, state.settings), request, () => 0).outcome === 'assigned';
}

/**
 * Brings every waiting buyer to where they belong now, until nothing more moves (architecture §4 rule 3): sessions that had no settings yet, the queue
 * and left messages to free agents in one order, left messages into the queue once the shop is open, the queue to left messages once it is closed (SCH-19).
 */
export function drain(draft: Draft): void {
  const { settings } = draft.state;
  if (!settings) return;
  for (let entry = nextToMove(draft); entry; entry = nextToMove(draft)) {
    const view = viewOf(draft.state, settings);
    const decision = decideFor(draft, view, entry);
    if (keepsPlace(entry, decision)) return;
    carryOut(draft, settings, standingOfEntry(draft, entry), entry, { view, decision });
  }
}

/** Whether a drain stopped only because the next entries are not in memory. */
export function isUnfinished(state: ShopState): boolean {
  if (!state.settings) return false;
  if (needsFront(state.pending)) return true;
  if (!isOpenNow(state)) return needsFront(state.queue);
  return needsFront(state.left) || (needsFront(state.queue) && canAssign(state));
}

function nextToMove(draft: Draft): WaitingEntry | undefined {
  const { state } = draft;
  const pending = front(state.pending);
  if (pending) return pending;
  if (!isOpenNow(state)) return front(state.queue);
  if (state.queue.total + state.left.total === 0) return undefined;
  return canAssign(state) ? nextInLine(draft) : front(state.left);
}

/** The queue and the left messages as one line: the band first, then who has waited longest in open hours. */
function nextInLine(draft: Draft): WaitingEntry | undefined {
  const { queue, left } = draft.state;
  if (needsFront(queue) || needsFront(left)) return undefined;
  const [queued, message] = [front(queue), front(left)];
  if (!queued || !message) return queued ?? message;
  return byQueue(queued, { ...message, enqueuedAt: waitingSince(draft, message) }) <= 0 ? queued : message;
}

/** A queueing buyer becomes a left message only by the shop's closing; who is where the decision puts them stays. */
function keepsPlace(entry: WaitingEntry, route: Route): boolean {
  switch (entry.kind) {
    case 'PENDING':
      return false;
    case 'QUEUED':
      return route.outcome === 'queued' || (route.outcome === 'left-message' && route.place !== 'CLOSED');
    case 'LEFT_MESSAGE':
      return route.outcome === 'left-message';
    default:
      return entry.kind satisfies never;
  }
}
