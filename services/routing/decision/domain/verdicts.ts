import { closedVerdict, isOnline, isOpen, type Candidate, type Verdict } from './candidate';
import { lostBy } from './rank-agents';
import type { Route } from './route';
import type { RouteView } from './route-view';

/** Why each candidate of a view was chosen or passed over by its decision (INV-4). */
export function verdictsOf(view: RouteView, route: Route): (candidate: Candidate) => Verdict {
  const chosen = route.outcome === 'assigned' ? view.candidates.find(({ id }) => id === route.agentId) : undefined;
  const over = route.outcome === 'assigned' && route.over;
  const strategy = over ? 'LOWEST_SATURATION' : view.settings.assignStrategy;
  const eligible = over ? isOnline : isOpen;
  return (candidate) => {
    if (candidate === chosen) return 'CHOSEN';
    return chosen && eligible(candidate) ? lostBy(strategy, chosen, candidate) : closedVerdict(candidate);
  };
}
