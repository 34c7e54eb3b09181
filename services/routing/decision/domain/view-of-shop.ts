import type { Settings } from '../../copies/domain/settings';
import { isOpenNow, type ShopState } from '../../flight/domain/shop-state';
import { isRoutable, isServiceAccount, type Agent } from '../../presence/domain/agent';
import { agentsOf, type PoolAgents } from '../../presence/domain/roster';
import { unfitFor } from '../../queue/domain/pools';
import { isOnline, type Candidate } from './candidate';
import { bestOf, compareAgents, type Strategy } from './rank-agents';
import type { RouteView } from './route-view';

/** More candidates than this are cut to the best: what a decision costs and keeps does not grow with the shop. */
export const candidateLimit = 128;

/** What a decision for a session of the pool sees of a shop. Outside reception hours no candidate is looked at. */
export function viewOf(state: ShopState, settings: Settings, pool: string, waitingAhead = false): RouteView {
  const agents = agentsOf(state.roster, pool);
  return view(state, settings, waitingAhead, isOpenNow(state) ? candidatesOf(state, agents, settings, pool) : []);
}

/** The same with one candidate who could win: enough to learn whether the session would be assigned, at no cost. */
export function glimpseOf(state: ShopState, settings: Settings, pool: string): RouteView {
  const agents = agentsOf(state.roster, pool);
  const first = agents.free.ranked[0] ?? (settings.policy.queueEnabled ? undefined : agents.service.find(isOnline));
  return view(state, settings, false, first ? [first] : []);
}

function view(state: ShopState, { policy, ownerId }: Settings, waitingAhead: boolean, candidates: readonly Candidate[]): RouteView {
  const { service, routable, online, present } = state.roster;
  const open = isOpenNow(state);
  return {
    settings: policy,
    open,
    waitingAhead,
    ownerId: isKeptOut(state, ownerId) ? null : ownerId,
    hasServiceAccount: service.length > 0,
    routable,
    online,
    present,
    candidates,
    omitted: open ? service.length - candidates.length : 0,
  };
}

/** RTE-37: a main account that serves as an agent and is flagged receives nothing as the main account either (RTE-34). */
function isKeptOut({ agents }: ShopState, accountId: string | null): boolean {
  const agent = accountId === null ? undefined : agents.get(accountId);
  return agent !== undefined && isServiceAccount(agent) && !isRoutable(agent);
}

function candidatesOf({ roster }: ShopState, { service, free }: PoolAgents, { policy }: Settings, pool: string): readonly Candidate[] {
  if (service.length < roster.service.length && roster.service.length <= candidateLimit)
    return roster.service.map((agent) => ({ ...agent, unfit: unfitFor(agent, pool) }));
  const { assignStrategy, queueEnabled } = policy;
  if (service.length <= candidateLimit || assignStrategy === 'RANDOM') return service;
  if (free.ranked.length > 0) return bestFirst(assignStrategy, free.ranked);
  return (queueEnabled ? service : fullestLast(service)).slice(0, candidateLimit);
}

/** The best and as many others as may be kept. Only WEIGHTED has to look for the best: its list is not in the order of the pick. */
function bestFirst(strategy: Strategy, ranked: readonly Agent[]): readonly Agent[] {
  const cut = ranked.slice(0, candidateLimit);
  if (strategy !== 'WEIGHTED') return cut;
  const best = bestOf(strategy, ranked);
  return cut.includes(best) ? cut : [best, ...cut.slice(1)];
}

/** ONLINE ones by saturation, then the others: among them the one who takes over when the queue is off (RTE-36). */
const fullestLast = (agents: readonly Agent[]): Agent[] => {
  const away = (agent: Agent): number => (isOnline(agent) ? 0 : 1);
  return [...agents].sort((a, b) => away(a) - away(b) || compareAgents('LOWEST_SATURATION', a, b));
};
