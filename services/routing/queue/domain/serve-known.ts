import type { Settings } from '../../copies/domain/settings';
import type { Route } from '../../decision/domain/route';
import { placementOfEntry, type ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { isFree } from '../../presence/domain/agent';
import { isPoolOpen } from '../../reception/domain/pool-hours';
import { inLine } from './in-line';
import { askerOf, placeSession } from './place-session';
import { byQueue, type WaitingEntry } from './waiting-entry';
import { unfinishedPools } from './waits-ahead';

/**
 * Buyers whom an agent knows, or whose own agent it is, go to that agent as soon as it is back, whatever their turn: as they would if they wrote now (RTE-11,
 * RTE-13, RTE-24, RTE-52). That takes nothing from anybody: whoever may have the agent's room by turn has had it before (RTE-28), and beyond its capacity
 * nobody else may go. So it is with an agent who has room nobody took. Answers whether anybody moved. Who is not in memory waits for the turn.
 */
export function serveKnown(change: ShopChange, settings: Settings): boolean {
  const { state, cameBack, freed } = change;
  const ids = new Set([...cameBack, ...[...freed].filter(isFree)].map(({ id }) => id));
  cameBack.clear();
  freed.clear();
  if (ids.size === 0) return false;
  const ahead = unfinishedPools(state).length > 0;
  let moved = false;
  for (const entry of knownTo(state, ids)) {
    const placement = placementOfEntry(change, entry);
    if (placement.waiting !== entry) continue;
    const stays = (route: Route): boolean => !passesNobody(route, ahead);
    moved = placeSession(change, settings, placement, askerOf(entry), { stays }) || moved;
  }
  return moved;
}

/** Whether an assignment out of turn takes nothing from those who come first; `ahead`: some of them are not in memory, and may have the agent's room. */
export const passesNobody = (route: Route, ahead: boolean): boolean =>
  route.outcome === 'assigned' && (route.cause === 'RETURNING' || route.cause === 'EXCLUSIVE') && (route.over || !ahead);

/** Those in memory who wait in open pools and name one of the agents, in the order of the line. */
function knownTo(state: ShopState, ids: ReadonlySet<string>): WaitingEntry[] {
  const names = ({ facts: { lastHuman, exclusiveAgentId } }: WaitingEntry): boolean =>
    (lastHuman !== null && ids.has(lastHuman.agentId)) || (exclusiveAgentId !== undefined && ids.has(exclusiveAgentId));
  const found = [...state.pools.values()]
    .filter(({ key, queue, left }) => queue.total + left.total > 0 && isPoolOpen(state, key))
    .flatMap(({ queue, left }) => [queue, left].flatMap(({ entries, first }) => entries.slice(first).filter(names)));
  return found.sort((a, b) => byQueue(inLine(state, a), inLine(state, b)));
}
