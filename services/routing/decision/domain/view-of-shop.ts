import type { Settings } from '../../copies/domain/settings';
import { isOpenNow, type ShopState } from '../../flight/domain/shop-state';
import { isRoutable, isServiceAccount, type Agent } from '../../presence/domain/agent';
import { agentsOf, type PoolAgents } from '../../presence/domain/roster';
import { crowdsInForce } from '../../rules/domain/crowds-in-force';
import { isGrouped } from '../../rules/domain/routing-rules';
import { isOnline, type Candidate } from './candidate';
import { bestOf, compareAgents, type Strategy } from './rank-agents';
import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';

/** More candidates than this are cut to the best: what a decision costs and keeps does not grow with the shop. */
export const candidateLimit = 128;

/** What a decision for the session sees of a shop at an instant. Outside reception hours no candidate is looked at. */
export function viewOf(state: ShopState, settings: Settings, request: RouteRequest, now: Date, waitingAhead = false): RouteView {
  const pool = agentsOf(state.roster, request.pool);
  const candidates = isOpenNow(state) ? candidatesOf(state, pool, settings, request) : [];
  return { ...shopView(state, settings, now, pool), waitingAhead, candidates, omitted: omitted(state, candidates) };
}

/** The same with those only who could win: enough to learn whether the session would be assigned, at no cost. */
export function glimpseOf(state: ShopState, settings: Settings, request: RouteRequest, now: Date): RouteView {
  const pool = agentsOf(state.roster, request.pool);
  const few = [...named(state, pool, request), pool.free.ranked[0], pool.online[0], ...listed(state).slice(0, 1)];
  const candidates = request.facts.passedBy ? candidatesOf(state, pool, settings, request) : few;
  return {
    ...shopView(state, settings, now, pool),
    waitingAhead: false,
    candidates: candidates.filter((one) => one !== undefined),
    omitted: 0,
  };
}

function shopView(
  state: ShopState,
  settings: Settings,
  now: Date,
  { lent }: PoolAgents,
): Omit<RouteView, 'candidates' | 'omitted' | 'waitingAhead'> {
  const { policy, ownerId } = settings;
  const { service, routable, online, present } = state.roster;
  return {
    settings: policy,
    now,
    today: state.day?.from ?? null,
    open: isOpenNow(state),
    override: state.reception?.override ? { ...state.reception.override, revision: state.override.revision } : null,
    ownerId: isKeptOut(state, ownerId) ? null : ownerId,
    proxyId: isKeptOut(state, state.rules.proxyAgentId) ? null : state.rules.proxyAgentId,
    crowds: crowdsInForce(state, settings).crowds,
    hasServiceAccount: service.length > 0,
    grouped: isGrouped(policy, state.rules),
    lent,
    routable,
    online,
    present,
  };
}

const omitted = (state: ShopState, { length }: readonly Candidate[]): number =>
  isOpenNow(state) ? Math.max(0, state.roster.service.length - length) : 0;

/** RTE-37: an account that is flagged receives nothing as the main or the proxy account either (RTE-34); nor does one that is no longer active. */
function isKeptOut({ agents }: ShopState, accountId: string | null): boolean {
  const agent = accountId === null ? undefined : agents.get(accountId);
  return agent !== undefined && (!agent.account.active || (isServiceAccount(agent) && !isRoutable(agent)));
}

/** The accounts of the offline list that serve, while it may matter (RTE-30): nobody else is there. */
const listed = ({ roster, rules, agents }: ShopState): Candidate[] =>
  roster.present > 0
    ? []
    : rules.offlineAgents.flatMap((id) => {
        const agent = agents.get(id);
        return agent && isServiceAccount(agent) ? [{ ...agent, listed: true }] : [];
      });

/** Those a fact of the session names (RTE-11, RTE-52), whatever pool they serve. */
function named({ agents }: ShopState, pool: PoolAgents, { facts: { lastHuman, exclusiveAgentId } }: RouteRequest): Candidate[] {
  return [...new Set([lastHuman?.agentId, exclusiveAgentId])].flatMap((id) => {
    const agent = id === undefined ? undefined : agents.get(id);
    return agent && isServiceAccount(agent) ? [pool.service.includes(agent) ? agent : unfit(agent)] : [];
  });
}

const unfit = (agent: Agent): Candidate => ({ ...agent, unfit: 'OTHER_GROUP' });

function candidatesOf(state: ShopState, pool: PoolAgents, settings: Settings, request: RouteRequest): readonly Candidate[] {
  const { service } = state.roster;
  const { passedBy } = request.facts;
  if (passedBy) return withoutPassed(state, pool, settings, request, passedBy);
  const onList = listed(state);
  if (onList.length > 0) return withListed(service, onList);
  if (service.length <= candidateLimit)
    return pool.service === service ? service : service.map((agent) => (pool.service.includes(agent) ? agent : unfit(agent)));
  const cut = cutOf(pool, settings, request);
  const also = [...named(state, pool, request), ...bestOtherwise(pool, settings, request)].filter(
    ({ id }) => !cut.some((one) => one.id === id),
  );
  return also.length > 0 ? [...also, ...cut] : cut;
}

/** Whoever gave the session back does not get it again. Of a long list all are kept, since the best may be among them. */
function withoutPassed(
  state: ShopState,
  pool: PoolAgents,
  settings: Settings,
  { facts, ...request }: RouteRequest,
  passedBy: readonly string[],
): Candidate[] {
  const { passedBy: _passedBy, ...others } = facts;
  const seen = pool.service.length > candidateLimit ? pool.service : candidatesOf(state, pool, settings, { ...request, facts: others });
  return seen.map((one) => (passedBy.includes(one.id) ? { ...one, unfit: 'PASSED_BY' } : one));
}

/** Nobody is there but the accounts of the list: these first, the others as far as there is place. */
function withListed(service: readonly Agent[], onList: readonly Candidate[]): Candidate[] {
  const ids = new Set(onList.map(({ id }) => id));
  const best = onList.length <= candidateLimit ? onList : [...onList].sort((a, b) => compareAgents('EVEN', a, b)).slice(0, candidateLimit);
  return [...best, ...service.filter(({ id }) => !ids.has(id)).slice(0, candidateLimit - best.length)];
}

/** Who would win by another order than the shop's: evenly (RTE-12), or whatever its load (RTE-54). */
function bestOtherwise({ free, online }: PoolAgents, { policy }: Settings, { facts }: RouteRequest): Candidate[] {
  const evenly =
    facts.lastHuman !== null && policy.returningFallback === 'EVEN' && free.ranked.length > 0 ? [bestOf('EVEN', free.ranked)] : [];
  const first = facts.crowds !== undefined && online.length > 0 ? [bestOf(policy.assignStrategy, online)] : [];
  return [...new Set([...evenly, ...first])];
}

/** Of a long list those who may win; where chance may decide, all. */
function cutOf({ service, free }: PoolAgents, { policy }: Settings, { facts }: RouteRequest): readonly Candidate[] {
  const { assignStrategy, returningFallback, queueEnabled } = policy;
  const isDrawn = assignStrategy === 'RANDOM' || (facts.lastHuman !== null && returningFallback === 'RANDOM');
  if (service.length <= candidateLimit || isDrawn) return service;
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
