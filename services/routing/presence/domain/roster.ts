import type { Strategy } from '../../decision/domain/rank-agents';
import type { PoolTerms } from '../../queue/domain/pool-terms';
import { isAwaiting, isGivenByHand, isTried, type PoolMembers } from '../../queue/domain/pools';
import { isFree, isRoutable, isServiceAccount, type Agent } from './agent';
import { freeAgents, putBack, takeOut, type FreeAgents } from './free-agents';

/** Who may take sessions from one pool. */
export interface PoolAgents {
  /** The service accounts that serve it, by agent number; of everybody's pool all. */
  readonly service: readonly Agent[];
  /** The accounts that may take its sessions; null: all. */
  readonly members: ReadonlySet<string> | null;
  /** Of these, those of other groups than the pool's, to which its buyers have gone on; null: nobody. */
  readonly reached: ReadonlySet<string> | null;
  /** Who would serve it but for what its sessions ask of their agent. */
  readonly lacking: readonly Agent[];
  /** Of these the ONLINE ones that are not flagged. */
  readonly online: readonly Agent[];
  readonly free: FreeAgents;
  /** What its sessions ask of an agent beyond one free slot; null: nothing. */
  readonly terms: PoolTerms | null;
  /** Whether the pool belongs to groups none of which has anybody ONLINE: then everybody serves it (RTE-8, RES-5). */
  readonly lent: boolean;
}

/** Whether an agent has as many slots left as a session takes. */
export const fits = (agent: Agent, { slotsOf }: PoolTerms): boolean =>
  agent.maxCapacity === null || agent.load + slotsOf(agent) <= agent.maxCapacity;

const takes = (agent: Agent, terms: PoolTerms): boolean => isFree(agent) && fits(agent, terms) && terms.bars(agent) === null;

/** The accounts that take part, counted and ranked once for all decisions until one of them changes. */
export interface Roster {
  readonly service: readonly Agent[];
  /** Of these the ones that work now: all of them, unless groups have hours of their own. */
  readonly onDuty: readonly Agent[];
  readonly routable: number;
  readonly online: number;
  readonly present: number;
  readonly strategy: Strategy;
  readonly membersOf: (pool: string) => PoolMembers;
  readonly termsOf: (pool: string) => PoolTerms | null;
  readonly reachedOf: (pool: string, stage: number) => ReadonlySet<string> | null;
  readonly qualifiedFor: (pool: string, stage: number) => ((skills: Agent['skills']) => boolean) | null;
  /** By pool, each made when it is first asked for. */
  readonly pools: Map<string, PoolAgents>;
}

const isOnline = (agent: Agent): boolean => isRoutable(agent) && agent.presence === 'ONLINE';

/** What a roster is made by. */
export interface RosterTerms extends Pick<Roster, 'membersOf' | 'termsOf' | 'reachedOf' | 'qualifiedFor'> {
  /** Whose hours are over; undefined: nobody's. */
  readonly offDuty?: ((accountId: string) => boolean) | undefined;
}

export function rosterOf(
  accounts: Iterable<Agent>,
  strategy: Strategy,
  { membersOf, termsOf, reachedOf, qualifiedFor, offDuty }: RosterTerms,
): Roster {
  const service = [...accounts].filter(isServiceAccount);
  const working = offDuty ? service.filter(({ id }) => !offDuty(id)) : service;
  const onDuty = working.length === service.length ? service : working;
  const routable = onDuty.filter(isRoutable);
  return {
    service,
    onDuty,
    routable: service.filter(isRoutable).length,
    online: routable.filter(isOnline).length,
    present: routable.filter(({ presence }) => presence !== 'OFFLINE').length,
    strategy,
    membersOf,
    termsOf,
    reachedOf,
    qualifiedFor,
    pools: new Map(),
  };
}

/** Who may take sessions from a pool, by the stage that their wait has come to. */
export function agentsOf(roster: Roster, pool: string, stage = 0): PoolAgents {
  const name = stage === 0 ? pool : `${pool} ${stage}`;
  const known = roster.pools.get(name);
  if (known) return known;
  const made = poolAgents(roster, pool, stage);
  roster.pools.set(name, made);
  return made;
}

function poolAgents(
  { service: everyone, onDuty: all, membersOf, termsOf, reachedOf, qualifiedFor, strategy }: Roster,
  pool: string,
  stage: number,
): PoolAgents {
  const belonging = membersOf(pool);
  const { groups, passed, tried } = belonging;
  const others = withoutPassed(tried.size === 0 ? all : all.filter(({ id }) => !isTried(belonging, id)), groups, passed);
  const own = groups === null ? others : others.filter(({ id }) => groups.has(id));
  const ownOnline = own.filter(isOnline);
  const awaiting = isAwaiting(pool);
  const lent = groups !== null && ownOnline.length === 0 && !isGivenByHand(pool) && !awaiting;
  const reached = lent || awaiting || stage === 0 ? null : reachedOf(pool, stage);
  const near = lent ? others : reached === null ? own : others.filter(({ id }) => groups === null || groups.has(id) || reached.has(id));
  const isQualified = awaiting ? null : qualifiedFor(pool, stage);
  const service = isQualified === null ? near : near.filter(({ skills }) => isQualified(skills));
  const lacking = isQualified === null ? nobody : near.filter(({ skills }) => !isQualified(skills));
  const members = service === everyone ? null : new Set(service.map(({ id }) => id));
  const terms = termsOf(pool);
  const free = freeAgents(strategy, service, terms === null ? isFree : (agent) => takes(agent, terms));
  const online = service === own ? ownOnline : service.filter(isOnline);
  const helping = reached && new Set([...reached].filter((id) => !groups?.has(id)));
  return { service, members, reached: helping, lacking, online, free, terms, lent };
}

const nobody: readonly Agent[] = [];

/** Without those who gave the pool's sessions back; where nobody else is left who takes part, they take them after all. */
function withoutPassed(all: readonly Agent[], groups: ReadonlySet<string> | null, passed: ReadonlySet<string>): readonly Agent[] {
  if (passed.size === 0) return all;
  const others = all.filter(({ id }) => !passed.has(id));
  return others.some((agent) => isRoutable(agent) && (groups === null || groups.has(agent.id))) ? others : all;
}

/** Runs a change of one agent's load or counts and ranks it anew in every pool it serves. */
export function rerank({ pools }: Roster, agent: Agent, change: () => void): void {
  const mine = [...pools.values()].filter(({ members }) => members === null || members.has(agent.id));
  for (const { free } of mine) takeOut(free, agent);
  change();
  for (const { free } of mine) putBack(free, agent);
}
