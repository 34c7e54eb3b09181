import { closedVerdict, isOnline, isOpen, type Candidate } from './candidate';
import type { Verdict } from './verdict';
import { lostBy, type Strategy } from './rank-agents';
import type { Route } from './route';
import type { RouteView } from './route-view';

/** How those are told from the chosen one who might have been it: who they were, and what each lost by. */
interface Contest {
  readonly eligible: (candidate: Candidate) => boolean;
  readonly lost: (winner: Candidate, loser: Candidate) => Verdict;
}

const by = (strategy: Strategy, eligible: Contest['eligible']): Contest => ({
  eligible,
  lost: (winner, loser) => lostBy(strategy, winner, loser),
});
const because = (verdict: Verdict): Contest => ({ eligible: isOpen, lost: () => verdict });

function contestOf({ settings }: RouteView, { cause, rule }: Extract<Route, { outcome: 'assigned' }>): Contest | null {
  switch (cause) {
    case 'RETURNING':
      return because('NOT_RECENT');
    case 'EXCLUSIVE':
      return because('NOT_EXCLUSIVE');
    case 'PRIORITY_CROWD':
      return rule === 'RTE-54' ? { ...because('NOT_RECENT'), eligible: isOnline } : by(settings.assignStrategy, isOnline);
    case 'NO_QUEUE':
      return by('LOWEST_SATURATION', isOnline);
    case 'OFFLINE_LIST':
      return by('EVEN', ({ listed, account }) => listed === true && !account.noRouting);
    case 'OWNER':
    case 'PROXY':
    case 'MANUAL':
      return null;
    default:
      return by(cause, isOpen);
  }
}

/** Why each candidate of a view was chosen or passed over by its decision (INV-4). `isAnswer`: an accepted offer is no contest. */
export function verdictsOf(view: RouteView, route: Route, isAnswer = false): (candidate: Candidate) => Verdict {
  const chosen = route.outcome === 'assigned' ? view.candidates.find(({ id }) => id === route.agentId) : undefined;
  const contest = route.outcome === 'assigned' && !isAnswer ? contestOf(view, route) : null;
  return (candidate) => {
    if (candidate === chosen) return 'CHOSEN';
    return chosen && contest?.eligible(candidate) ? contest.lost(chosen, candidate) : closedVerdict(candidate);
  };
}
