import type { Settings } from '../../copies/domain/settings';
import { isGrouped, type AgentGroup, type RoutingRules } from '../../rules/domain/routing-rules';
import { isMember } from './crowd-members';
import { byOpening, byQueue, type SessionFacts } from './waiting-entry';
import { waitingList, type WaitingList } from './waiting-list';

/** Those who wait for the same agents: in the queue, and as messages that were left. `key` names the pool, for people too. */
export interface Pool {
  readonly key: string;
  readonly queue: WaitingList;
  readonly left: WaitingList;
}

/** How many wait in a pool. */
export interface PoolCount {
  readonly queued: number;
  readonly left: number;
}

/** The one pool of basic routing (RTE-27), of statuses that no group is bound to (RTE-9), and of sessions whose shop is not known yet. */
export const everybody = 'ALL';

const [groupPool, crowdPool] = ['GROUP:', 'CROWD:'] as const;

/** Sessions that agents gave back wait in a pool of their own, since others of the pool may go to these: `UNPAID without <account>`. */
export const without = ' without ';

/** A pool without what its sessions' former agents add to its name. */
export const basePool = (key: string): string => key.split(without)[0] ?? key;

/** Whether its sessions were given to a group by hand: only the agents of that group take them (RTE-62). */
export const isGivenByHand = (pool: string): boolean => pool.startsWith(groupPool);

/**
 * To which pool a session belongs: that of the group it was given to by hand; under group routing that of a crowd some group is there for (RES-44), else
 * that of its order status (RTE-7, RTE-17); else everybody's. Who is in no known order has none. `today`: the first instant of the shop's date.
 */
export function poolOf(facts: SessionFacts, settings: Settings, rules: RoutingRules, today: Date | null): string {
  const base = basePoolOf(facts, settings, rules, today);
  return facts.passedBy ? base + without + [...facts.passedBy].sort().join(',') : base;
}

function basePoolOf(facts: SessionFacts, settings: Settings, rules: RoutingRules, today: Date | null): string {
  const { groupId, orderStatus = 'NO_ACTIVE_ORDER' } = facts;
  if (groupId !== undefined && rules.groups.some(({ id }) => id === groupId)) return groupPool + groupId;
  if (!isGrouped(settings.policy, rules)) return everybody;
  const scopes = facts.crowds === undefined ? [] : rules.groups.flatMap(({ crowds }) => crowds);
  const crowd = scopes.find((crowdId) => isMember(facts, crowdId, today));
  if (crowd !== undefined) return crowdPool + crowd;
  return rules.groups.some((group) => servesStatus(group, orderStatus)) ? orderStatus : everybody;
}

/** The group that a pool is the pool of; null of any other. */
export const groupOfPool = (pool: string): string | null => (pool.startsWith(groupPool) ? basePool(pool).slice(groupPool.length) : null);

/** A group that is there for crowds serves no status besides (RES-44). */
const servesStatus = ({ crowds, statuses }: AgentGroup, status: string): boolean =>
  crowds.length === 0 && statuses.some((each) => each === status);

/** Who may take sessions from a pool. */
export interface PoolMembers {
  /** The accounts of the groups that it belongs to; null: of everybody. */
  readonly groups: ReadonlySet<string> | null;
  /** Accounts that gave its sessions back. */
  readonly passed: ReadonlySet<string>;
}

const nobody: ReadonlySet<string> = new Set();

export function membersOf(key: string, { groups }: RoutingRules): PoolMembers {
  const [base = '', passed] = key.split(without);
  return { groups: groupMembers(base, groups), passed: passed === undefined ? nobody : new Set(passed.split(',')) };
}

/** Whether an account may take sessions from a pool, as one of its own. */
export const mayTake = ({ groups, passed }: PoolMembers, id: string): boolean => (groups === null || groups.has(id)) && !passed.has(id);

function groupMembers(pool: string, groups: readonly AgentGroup[]): ReadonlySet<string> | null {
  if (pool === everybody) return null;
  const mine = groups.filter((group) => {
    if (pool.startsWith(groupPool)) return pool === groupPool + group.id;
    if (pool.startsWith(crowdPool)) return group.crowds.includes(pool.slice(crowdPool.length));
    return servesStatus(group, pool);
  });
  return mine.length === 0 ? null : new Set(mine.flatMap(({ members }) => members));
}

export const newPool = (key: string, { queued, left }: PoolCount = { queued: 0, left: 0 }): Pool => ({
  key,
  queue: waitingList(byQueue, [], queued),
  left: waitingList(byOpening, [], left),
});
