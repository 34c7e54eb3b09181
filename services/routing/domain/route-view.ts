import { isServiceAccount, type Agent } from './agent';
import { candidateOf, type Candidate } from './candidate';
import { compareAgents, type Strategy } from './rank-agents';
import type { RouteView } from './route';
import type { Settings } from './settings';
import type { ShopState } from './shop-state';

/** More candidates than this are cut to the best: what a decision costs and keeps does not grow with the shop. */
export const candidateLimit = 128;

/** What a decision sees of a shop whose settings are known. Outside reception hours no candidate is looked at. */
export function viewOf(state: ShopState, settings: Settings, waitingAhead = false): RouteView {
  const open = isOpenNow(state);
  return withCandidates(state, settings, { open, waitingAhead, candidates: open ? candidatesOf(state, settings) : [] });
}

/** The same with one candidate who could win: enough to learn whether anybody would be assigned, at no cost. */
export function glimpseOf(state: ShopState, settings: Settings): RouteView {
  const first = state.free.ranked[0] ?? (settings.policy.queueEnabled ? undefined : serviceAccounts(state).find(takesOver));
  return withCandidates(state, settings, { open: isOpenNow(state), waitingAhead: false, candidates: first ? [candidateOf(first)] : [] });
}

export const isOpenNow = (state: ShopState): boolean => state.gate?.open ?? state.doors.open;

function withCandidates(state: ShopState, settings: Settings, seen: Pick<RouteView, 'open' | 'waitingAhead' | 'candidates'>): RouteView {
  const { service, ...counts } = state.roster;
  return {
    strategy: settings.policy.assignStrategy,
    availabilityTest: settings.policy.availabilityTest,
    unavailableHandling: settings.policy.unavailableHandling,
    queueEnabled: settings.policy.queueEnabled,
    ownerId: settings.ownerId,
    hasServiceAccount: service > 0,
    ...counts,
    ...seen,
    omitted: seen.open ? service - seen.candidates.length : 0,
  };
}

function candidatesOf(state: ShopState, settings: Settings): Candidate[] {
  const { assignStrategy, queueEnabled } = settings.policy;
  if (state.agents.size <= candidateLimit || assignStrategy === 'RANDOM') return serviceAccounts(state).map(candidateOf);
  if (state.free.ranked.length > 0) return state.free.ranked.slice(0, candidateLimit).map(candidateOf);
  return (queueEnabled ? serviceAccounts(state) : byOrder(serviceAccounts(state), 'LOWEST_SATURATION'))
    .slice(0, candidateLimit)
    .map(candidateOf);
}

const serviceAccounts = (state: ShopState): Agent[] => [...state.agents.values()].filter(isServiceAccount);

const takesOver = (agent: Agent): boolean => agent.presence === 'ONLINE' && !agent.account.noRouting;

/** ONLINE ones first, then by the order of a strategy. */
const byOrder = (agents: Agent[], strategy: Strategy): Agent[] => {
  const away = (agent: Agent): number => (takesOver(agent) ? 0 : 1);
  return agents.sort((a, b) => away(a) - away(b) || compareAgents(strategy, a, b));
};
