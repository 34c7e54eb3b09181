import type { Agent } from '../../presence/domain/agent';
import { isOnline, type Candidate } from './candidate';
import { compareAgents } from './rank-agents';
import type { RouteView } from './route';
import type { Settings } from '../../copies/domain/settings';
import type { ShopState } from '../../flight/domain/shop-state';

/** More candidates than this are cut to the best: what a decision costs and keeps does not grow with the shop. */
export const candidateLimit = 128;

/** What a decision sees of a shop whose settings are known. Outside reception hours no candidate is looked at. */
export function viewOf(state: ShopState, settings: Settings, waitingAhead = false): RouteView {
  const open = isOpenNow(state);
  return withCandidates(state, settings, { open, waitingAhead, candidates: open ? candidatesOf(state, settings) : [] });
}

/** The same with one candidate who could win: enough to learn whether anybody would be assigned, at no cost. */
export function glimpseOf(state: ShopState, settings: Settings): RouteView {
  const first = state.free.ranked[0] ?? (settings.policy.queueEnabled ? undefined : state.roster.service.find(isOnline));
  return withCandidates(state, settings, { open: isOpenNow(state), waitingAhead: false, candidates: first ? [first] : [] });
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
    hasServiceAccount: service.length > 0,
    ...counts,
    ...seen,
    omitted: seen.open ? service.length - seen.candidates.length : 0,
  };
}

function candidatesOf(state: ShopState, settings: Settings): readonly Candidate[] {
  const { service } = state.roster;
  const { assignStrategy, queueEnabled } = settings.policy;
  if (service.length <= candidateLimit || assignStrategy === 'RANDOM') return service;
  if (state.free.ranked.length > 0) return state.free.ranked.slice(0, candidateLimit);
  return (queueEnabled ? service : fullestLast(service)).slice(0, candidateLimit);
}

/** ONLINE ones by saturation, then the others: among them the one who takes over when the queue is off (RTE-36). */
const fullestLast = (agents: readonly Agent[]): Agent[] => {
  const away = (agent: Agent): number => (isOnline(agent) ? 0 : 1);
  return [...agents].sort((a, b) => away(a) - away(b) || compareAgents('LOWEST_SATURATION', a, b));
};
