import type { Settings } from '../../copies/domain/settings';
import type { ShopState } from '../../flight/domain/shop-state';
import { isRoutable, isServiceAccount, type Agent } from '../../presence/domain/agent';
import { agentsOf, type PoolAgents } from '../../presence/domain/roster';
import { mayTake, membersOf } from '../../queue/domain/pools';
import { poolHours, type PoolHours } from '../../reception/domain/pool-hours';
import { crowdsInForce } from '../../rules/domain/crowds-in-force';
import { awaitedAgent } from '../../continuity/domain/awaited-agent';
import { blockOf } from '../../queue/domain/block-of';
import type { AwaitedAgent, SessionFacts } from '../../queue/domain/waiting-entry';
import { reachedNames } from '../../queue/domain/overflow';
import { reachAt } from '../../queue/domain/reach';
import { isGrouped } from '../../rules/domain/routing-rules';
import { isOnline, isReceiving, type Candidate } from './candidate';
import { bestOf, compareAgents, type Strategy } from './rank-agents';
import type { BlockCause } from './route';
import type { RouteRequest } from './route-request';
import type { RouteView } from './route-view';
import type { Verdict } from './verdict';

/** A list of candidates longer than this is cut to the best few: what a decision costs and keeps does not grow with the shop. */
export const candidateLimit = 128;
const keptOfLong = 6;

/** What a decision for the session sees of a shop at an instant. Outside reception hours no candidate is looked at. */
export function viewOf(state: ShopState, settings: Settings, request: RouteRequest, now: Date, waitingAhead = false): RouteView {
  const pool = agentsOf(state.roster, request.pool, request.stage);
  const hours = poolHours(state, request.pool);
  return view(state, settings, {
    now,
    awaits: awaitedAgent(state, request, now),
    waitingAhead,
    pool,
    blocked: hours.open && pool.free.ranked.length === 0 ? blockOf(state, pool) : null,
    hours,
    chain: pool.reached && reachedNames(request.pool, state.rules.groups, reachAt(request.pool, state.rules, request.stage ?? 0).groups),
    candidates: hours.open
      ? withOffDuty(state, request.pool, judged(pool, withLacking(pool, candidatesOf(state, pool, settings, request))))
      : [],
  });
}

/** The same with those only who could win: enough to learn whether the session would be assigned, at no cost. */
export function glimpseOf(state: ShopState, settings: Settings, request: RouteRequest, now: Date): RouteView {
  const pool = agentsOf(state.roster, request.pool, request.stage);
  const candidates = [...named(state, pool, request), pool.free.ranked[0], pool.online[0], ...listed(state, request).slice(0, 1)];
  const seen = candidates.filter((one) => one !== undefined);
  return view(state, settings, {
    now,
    awaits: awaitedAgent(state, request, now),
    waitingAhead: false,
    pool,
    blocked: null,
    chain: null,
    hours: poolHours(state, request.pool),
    candidates: judged(pool, seen),
  });
}

/** An agent of the shop, with what a decision about one session knows of it besides. */
type Met = Agent & Pick<Candidate, 'unfit' | 'listed'>;

/** Where the session asks more of an agent than one free slot, they say what, and whom that bars; and whether they take over for the pool's own. */
const judged = ({ terms, reached }: PoolAgents, agents: readonly Met[]): readonly Candidate[] =>
  terms === null && reached === null
    ? agents
    : agents.map((agent) => ({
        ...agent,
        ...(terms && { barred: agent.barred ?? terms.bars(agent), slots: terms.slotsOf(agent) }),
        ...(reached?.has(agent.id) && { reached: true }),
      }));

interface Seen {
  readonly now: Date;
  readonly awaits: AwaitedAgent | null;
  readonly waitingAhead: boolean;
  readonly pool: PoolAgents;
  readonly blocked: BlockCause | null;
  readonly hours: PoolHours;
  readonly chain: readonly string[] | null;
  readonly candidates: readonly Candidate[];
}

function view(
  state: ShopState,
  settings: Settings,
  { now, awaits, waitingAhead, pool: { lent }, blocked, hours: { open, reception }, chain, candidates }: Seen,
): RouteView {
  const { policy, ownerId } = settings;
  const { roster, rules } = state;
  return {
    settings: policy,
    now,
    today: state.day?.from ?? null,
    open,
    hoursOf: reception?.groupId ?? null,
    override: reception?.override ? { ...reception.override, revision: state.override.revision } : null,
    awaits,
    waitingAhead,
    ownerId: isKeptOut(state, ownerId) ? null : ownerId,
    proxyId: isKeptOut(state, rules.proxyAgentId) ? null : rules.proxyAgentId,
    crowds: crowdsInForce(state, settings).crowds,
    hasServiceAccount: roster.service.length > 0,
    grouped: isGrouped(policy, rules),
    lent,
    ...(chain && { chain }),
    routable: roster.routable,
    online: roster.online,
    present: roster.present,
    candidates,
    ...(blocked && { blocked }),
    omitted: open ? Math.max(0, roster.service.length - candidates.length) : 0,
  };
}

/** RTE-37: an account that is flagged receives nothing as the main or the proxy account either (RTE-34); nor does one that is no longer active. */
function isKeptOut({ agents }: ShopState, accountId: string | null): boolean {
  const agent = accountId === null ? undefined : agents.get(accountId);
  return agent !== undefined && (!agent.account.active || (isServiceAccount(agent) && !isRoutable(agent)));
}

/** The accounts of the offline list that serve, while it may matter (RTE-30): nobody else is there. */
const listed = ({ roster, rules, agents }: ShopState, { facts: { passedBy, tried } }: RouteRequest): Met[] =>
  roster.present > 0
    ? []
    : rules.offlineAgents.flatMap((id) => {
        const agent = agents.get(id);
        return agent && isServiceAccount(agent) && !passedBy?.includes(id) && !triedAs(tried, agent) ? [{ ...agent, listed: true }] : [];
      });

/** Those a fact of the session names (RTE-11, RTE-52), whatever pool they serve. */
function named(
  { agents, roster }: ShopState,
  pool: PoolAgents,
  { facts: { lastHuman, exclusiveAgentId, passedBy, tried } }: RouteRequest,
): readonly Met[] {
  if (lastHuman === null && exclusiveAgentId === undefined) return nobody;
  return [...new Set([lastHuman?.agentId, exclusiveAgentId])].flatMap((id) => {
    const agent = id === undefined ? undefined : agents.get(id);
    return agent && isServiceAccount(agent)
      ? [serves(pool, agent) ? agent : { ...agent, unfit: triedAs(tried, agent) ?? unfitness(roster, pool, agent, passedBy) }]
      : [];
  });
}

function unfitness(
  { service, onDuty }: ShopState['roster'],
  { lacking }: PoolAgents,
  agent: Agent,
  passedBy: readonly string[] = [],
): Verdict {
  if (passedBy.includes(agent.id)) return 'PASSED_BY';
  if (lacking.includes(agent)) return 'LACKS_SKILL';
  return service !== onDuty && !onDuty.includes(agent) ? 'OUTSIDE_HOURS' : 'OTHER_GROUP';
}

/** Agents of the pool whose hours are over are named behind the others, so that people see why they get nothing. */
function withOffDuty(
  { roster: { service, onDuty }, rules }: ShopState,
  pool: string,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  if (service === onDuty) return candidates;
  const members = membersOf(pool, rules);
  const off = service.filter(
    (agent) => !onDuty.includes(agent) && mayTake(members, agent.id) && !candidates.some(({ id }) => id === agent.id),
  );
  return [...candidates, ...off.slice(0, candidateLimit).map((agent): Candidate => ({ ...agent, unfit: 'OUTSIDE_HOURS' }))];
}

const nobody: readonly Met[] = [];

/** With some of those who only lack a skill or a language, so that they are named. */
function withLacking({ lacking }: PoolAgents, candidates: readonly Met[]): readonly Met[] {
  if (lacking.length === 0) return candidates;
  const others = lacking.filter(({ id }) => !candidates.some((one) => one.id === id));
  const first = others.filter(({ presence }) => presence === 'ONLINE').slice(0, keptOfLong);
  const named = first.length > 0 ? first : others.slice(0, keptOfLong);
  return [...candidates, ...named.map((agent): Met => ({ ...agent, unfit: 'LACKS_SKILL' }))];
}

/** So many of those who were tried are named in an explanation. */
const namedTried = 20;

/** Those who do not get the session again, for the explanation (INV-4). */
const triedOf = ({ agents }: ShopState, { facts: { tried } }: RouteRequest): readonly Met[] =>
  tried?.slice(-namedTried).flatMap(({ agentId, how }) => {
    const agent = agents.get(agentId);
    return agent && isServiceAccount(agent) ? [{ ...agent, unfit: how }] : [];
  }) ?? nobody;

/** How the agent was tried for the session; undefined where it was not. */
const triedAs = (tried: SessionFacts['tried'], { id }: Agent) => tried?.find(({ agentId }) => agentId === id)?.how;

const serves = ({ members }: PoolAgents, { id }: Agent): boolean => members === null || members.has(id);

function candidatesOf(state: ShopState, pool: PoolAgents, settings: Settings, request: RouteRequest): readonly Met[] {
  const { service } = state.roster;
  const onList = listed(state, request);
  if (onList.length > 0) return withListed(state.roster, onList);
  const isLong = pool.service.length > candidateLimit;
  if (pool.service === service && !isLong) return service;
  const isFallback = isLong && goesByFallback(state, settings, request);
  const cut = isLong ? cutOf(pool, settings, isFallback) : pool.service;
  const also = [
    ...named(state, pool, request),
    ...triedOf(state, request),
    ...(isLong ? bestOtherwise(pool, settings, request, isFallback) : []),
  ];
  const missing = also.filter(({ id }, index) => !cut.some((one) => one.id === id) && also.findIndex((one) => one.id === id) === index);
  return missing.length > 0 ? [...missing, ...cut] : cut;
}

/** Nobody is there but the accounts of the list: these first, the others as far as there is place. Who is ONLINE all the same is off duty. */
function withListed({ service, onDuty }: ShopState['roster'], onList: readonly Met[]): Met[] {
  const ids = new Set(onList.map(({ id }) => id));
  const best = onList.length <= candidateLimit ? onList : [...onList].sort((a, b) => compareAgents('EVEN', a, b)).slice(0, candidateLimit);
  const met = [...best, ...service.filter(({ id }) => !ids.has(id)).slice(0, candidateLimit - best.length)];
  if (service === onDuty) return met;
  const working = new Set(onDuty.map(({ id }) => id));
  return met.map((one) => (working.has(one.id) ? one : { ...one, unfit: 'OUTSIDE_HOURS' }));
}

/** Whether a returning buyer may go by `returningFallback`: under basic routing, while the agent it knows is away (RTE-12). */
function goesByFallback(state: ShopState, { policy }: Settings, { facts: { lastHuman } }: RouteRequest): boolean {
  if (lastHuman === null || isGrouped(policy, state.rules)) return false;
  const agent = state.agents.get(lastHuman.agentId);
  return !agent || !isServiceAccount(agent) || !isReceiving(agent);
}

/** Who would win by another order than the shop's: evenly (RTE-12), or whatever its load (RTE-54). */
function bestOtherwise({ free, online }: PoolAgents, { policy }: Settings, { band }: RouteRequest, isFallback: boolean): Agent[] {
  const evenly = isFallback && policy.returningFallback === 'EVEN' && free.ranked.length > 0 ? [bestOf('EVEN', free.ranked)] : [];
  const first = band === 'PRIORITY' && online.length > 0 ? [bestOf(policy.assignStrategy, online)] : [];
  return [...new Set([...evenly, ...first])];
}

/** Of a long list the best few, who alone may win; where chance may decide, all. */
function cutOf({ service, free }: PoolAgents, { policy }: Settings, isFallback: boolean): readonly Agent[] {
  const { assignStrategy, returningFallback, queueEnabled } = policy;
  const isDrawn = (isFallback ? returningFallback : assignStrategy) === 'RANDOM';
  if (isDrawn) return service;
  if (free.ranked.length > 0) return bestFirst(assignStrategy, free.ranked);
  return (queueEnabled ? service : fullestLast(service)).slice(0, keptOfLong);
}

/** The best and as many others as may be kept. Only WEIGHTED has to look for the best: its list is not in the order of the pick. */
function bestFirst(strategy: Strategy, ranked: readonly Agent[]): readonly Agent[] {
  const cut = ranked.slice(0, keptOfLong);
  if (strategy !== 'WEIGHTED') return cut;
  const best = bestOf(strategy, ranked);
  return cut.includes(best) ? cut : [best, ...cut.slice(1)];
}

/** ONLINE ones by saturation, then the others: among them the one who takes over when the queue is off (RTE-36). */
const fullestLast = (agents: readonly Agent[]): Agent[] => {
  const away = (agent: Agent): number => (isOnline(agent) ? 0 : 1);
  return [...agents].sort((a, b) => away(a) - away(b) || compareAgents('LOWEST_SATURATION', a, b));
};
