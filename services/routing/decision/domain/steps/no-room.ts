import { readPool } from '../../../queue/domain/pool-key';
import { isGivenByHand } from '../../../queue/domain/pools';
import { hasRoom, isOnline, isReceiving, type Candidate } from '../candidate';
import { bestOf } from '../rank-agents';
import type { Route } from '../route';
import type { RouteRequest } from '../route-request';
import type { RouteView } from '../route-view';
import { unavailable } from './availability';

const isTried = ({ id }: Candidate, { facts: { tried } }: RouteRequest): boolean => tried?.some(({ agentId }) => agentId === id) === true;

/** Nobody has room: the pool's queue (RTE-17, RTE-27), or with the queue off the ONLINE agent of lowest saturation (RTE-36). Where everybody who is there has
 * been tried, the buyer waits for somebody else. Always answers. */
export function noRoom(view: RouteView, request: RouteRequest): Route {
  const online = view.candidates.filter(isOnline);
  const nobodyLeft = online.length === 0 && view.candidates.some((one) => isTried(one, request) && isReceiving(one));
  if (nobodyLeft && (isGivenByHand(request.pool) || view.settings.queueEnabled))
    return { outcome: 'queued', cause: 'NOBODY_LEFT', rule: 'RTE-27' };
  if (isGivenByHand(request.pool))
    return { outcome: 'queued', cause: view.blocked ?? (online.length > 0 ? 'ALL_AT_CAPACITY' : 'NO_AGENT_ONLINE'), rule: 'RTE-62' };
  if (view.settings.queueEnabled) {
    const rule = view.grouped && readPool(request.pool).kind !== 'ALL' ? 'RTE-17' : 'RTE-27';
    return { outcome: 'queued', cause: view.blocked ?? (view.online > 0 ? 'ALL_AT_CAPACITY' : 'NO_AGENT_ONLINE'), rule };
  }
  if (online.length === 0) return unavailable(view, request);
  const taker = bestOf('LOWEST_SATURATION', online);
  return { outcome: 'assigned', agentId: taker.id, cause: 'NO_QUEUE', rule: 'RTE-36', over: !hasRoom(taker) };
}
