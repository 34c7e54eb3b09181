import type { Settings } from '../../copies/domain/settings';
import { isGrouped, type AgentGroup, type RoutingRules } from '../../rules/domain/routing-rules';
import { isMember } from './crowd-members';
import { keptOut } from './kept-out';
import { poolKey, readPool, shortId, type PoolParts } from './pool-key';
import { askedOf } from './pool-terms';
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
export const everybody = poolKey({ kind: 'ALL', of: '', channel: null, awaits: null, slots: 1, needs: null, passedBy: [], tried: [] });

/** A pool without what tells its sessions apart. */
export const basePool = (key: string): string => readPool(key).base;

/** Whether its sessions were given to a group by hand: only the agents of that group take them (RTE-62). */
export const isGivenByHand = (pool: string): boolean => readPool(pool).kind === 'GROUP';

/** The group that a pool is the pool of; null of any other. */
export const groupOfPool = (pool: string): string | null => (isGivenByHand(pool) ? readPool(pool).of : null);

/**
 * To which pool a session belongs: that of the group it was given to by hand; under group routing that of a crowd some group is there for (RES-44), else
 * that of its order status (RTE-7, RTE-17); else everybody's. Who is in no known order has none. `today`: the first instant of the shop's date.
 */
export function poolOf(facts: SessionFacts, settings: Settings, rules: RoutingRules, today: Date | null): string {
  const parts = { ...basePoolOf(facts, settings, rules, today), ...askedOf(facts, rules), awaits: null };
  return poolKey({ ...parts, ...keptOut(facts, parts) });
}

/** The pool of those of a pool who wait for one agent first. */
export const awaitingPool = (pool: string, agentId: string): string => poolKey({ ...readPool(pool), awaits: agentId });

/** Whether its sessions wait for one agent first: nobody else takes them. */
export const isAwaiting = (pool: string): boolean => readPool(pool).awaits !== null;

type Base = Pick<PoolParts, 'kind' | 'of'>;
const ofEverybody: Base = { kind: 'ALL', of: '' };

function basePoolOf(facts: SessionFacts, settings: Settings, rules: RoutingRules, today: Date | null): Base {
  const { groupId, orderStatus = 'NO_ACTIVE_ORDER' } = facts;
  if (groupId !== undefined && rules.groups.some(({ id }) => id === groupId)) return { kind: 'GROUP', of: groupId };
  if (!isGrouped(settings.policy, rules)) return ofEverybody;
  const scopes = facts.crowds === undefined ? [] : rules.groups.flatMap(({ crowds }) => crowds);
  const crowd = scopes.find((crowdId) => isMember(facts, crowdId, today));
  if (crowd !== undefined) return { kind: 'CROWD', of: crowd };
  return rules.groups.some((group) => servesStatus(group, orderStatus)) ? { kind: 'STATUS', of: orderStatus } : ofEverybody;
}

/** A group that is there for crowds serves no status besides (RES-44). */
const servesStatus = ({ crowds, statuses }: AgentGroup, status: string): boolean =>
  crowds.length === 0 && statuses.some((each) => each === status);

/** Who may take sessions from a pool. */
export interface PoolMembers {
  /** The accounts of the groups that it belongs to; null: of everybody. */
  readonly groups: ReadonlySet<string> | null;
  /** Accounts that gave its sessions back. */
  readonly passed: ReadonlySet<string>;
  /** Accounts that were tried, by the last digits of their ids. */
  readonly tried: ReadonlySet<string>;
}

export function membersOf(key: string, { groups }: RoutingRules): PoolMembers {
  const { passedBy, tried, awaits } = readPool(key);
  return { groups: awaits === null ? groupMembers(key, groups) : new Set([awaits]), passed: new Set(passedBy), tried: new Set(tried) };
}

/** Whether an account does not take the pool's sessions even when nobody else is left. */
export const isTried = ({ tried }: Pick<PoolMembers, 'tried'>, id: string): boolean => tried.size > 0 && tried.has(shortId(id));

/** Whether an account may take sessions from a pool, as one of its own. */
export const mayTake = (members: PoolMembers, id: string): boolean =>
  (members.groups === null || members.groups.has(id)) && !members.passed.has(id) && !isTried(members, id);

/** The groups that a pool belongs to; none: it is everybody's. */
export function groupsOfPool(key: string, groups: readonly AgentGroup[]): readonly AgentGroup[] {
  const { kind, of } = readPool(key);
  if (kind === 'ALL') return [];
  return groups.filter((group) => {
    if (kind === 'GROUP') return group.id === of;
    return kind === 'CROWD' ? group.crowds.includes(of) : servesStatus(group, of);
  });
}

function groupMembers(pool: string, groups: readonly AgentGroup[]): ReadonlySet<string> | null {
  const mine = groupsOfPool(pool, groups);
  return mine.length === 0 ? null : new Set(mine.flatMap(({ members }) => members));
}

export const newPool = (key: string, { queued, left }: PoolCount = { queued: 0, left: 0 }): Pool => ({
  key,
  queue: waitingList(byQueue, [], queued),
  left: waitingList(byOpening, [], left),
});
