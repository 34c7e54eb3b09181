import type { Route } from './route';
import type { RouteRequest } from './route-request';

/** What becomes of a decision where the shop limits its queues: who would queue beyond a limit, or stay in the queue, becomes a left message. */
export function withinLimits(route: Route, { waiting, overLimit }: RouteRequest): Route {
  if (!overLimit) return route;
  const isClosed = route.outcome === 'left-message' && route.place === 'CLOSED';
  const stays = waiting === 'QUEUED' && route.outcome !== 'assigned' && !isClosed;
  return stays || route.outcome === 'queued' ? { outcome: 'left-message', ...overLimit, rule: 'RTE-34' } : route;
}
