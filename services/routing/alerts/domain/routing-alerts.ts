import type { WaitCause } from '../../decision/domain/route';
import { isFull, type Agent } from '../../presence/domain/agent';
import { isStale, silentSince, type Beating } from '../../presence/domain/heartbeat';
import { groupOfPool, mayTake, membersOf } from '../../queue/domain/pools';
import { qualifiedFor } from '../../queue/domain/reach';
import type { RulesView } from '../../rules/domain/rules-view';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import type { StarvationReason } from '../../starvation/domain/starvation-reason';
import type { StarvationSeen } from '../../starvation/domain/starvation-seen';

export type AlertKind =
  | 'BUYER_STARVED'
  | 'QUEUE_WAITING'
  | 'HELD_SLOTS_BLOCK'
  | 'ALL_SATURATED'
  | 'NOBODY_ONLINE'
  | 'EMPTY_GROUP'
  | 'STALE_PRESENCE'
  | 'OFFERS_MISSED';

/** What managers should see to, with the figures that its text names. */
export interface AlertView {
  readonly kind: AlertKind;
  /** null where nobody has written down when it began. */
  readonly since: Date | null;
  readonly cause: WaitCause | null;
  readonly pool: string | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** Buyers who queue. */
  readonly buyers: number;
  /** Of BUYER_STARVED: why nobody gave the buyer to an agent with room, and whether it still waits. */
  readonly blockedBy: StarvationReason | null;
  readonly lasts: boolean;
  /** Slots that ended sessions still hold (SES-7). */
  readonly held: number;
  /** Agents whom it concerns: who rest or are suspended, or of whom nothing is heard. */
  readonly agentIds: readonly string[];
}

/** A service account as far as it matters here. */
export type AlertAgent = Pick<Agent, 'id' | 'held' | 'load' | 'maxCapacity' | 'skills'> &
  Beating & { readonly noRouting: boolean; readonly missedInRow?: number | null };

/** A pool in which somebody queues, and why; `stage`: by how many steps its agents are more by now, as far as the longest wait goes. */
export interface QueueSeen {
  readonly pool: string;
  readonly length: number;
  readonly since: Date;
  readonly cause: WaitCause;
  readonly stage: number;
}

export interface AlertsSeen {
  /** Whether the shop receives now. */
  readonly open: boolean;
  readonly pools: readonly QueueSeen[];
  readonly agents: readonly AlertAgent[];
  readonly rules: RoutingRules;
  readonly groups: RulesView['groups'];
  readonly staleAfterMinutes: number | null;
  readonly starved: readonly StarvationSeen[];
}

const nothing = { cause: null, pool: null, groupId: null, groupName: null, buyers: 0, held: 0, agentIds: [], blockedBy: null, lasts: true };

const heldBy = (agents: readonly AlertAgent[]): number => agents.reduce((sum, { held }) => sum + held, 0);
const idsOf = (agents: readonly AlertAgent[]): string[] => agents.map(({ id }) => id);
const isAway = ({ presence }: AlertAgent): boolean => presence === 'REST' || presence === 'SUSPENDED';

/** What is amiss in a shop's reception now (RTE-29, SES-11, STF-14, STF-16, RTE-60): queues first, pool by pool. */
export const routingAlerts = (seen: AlertsSeen, now: Date): AlertView[] => [
  ...seen.starved.map((one) => starvedAlert(seen, one)),
  ...seen.pools.flatMap((pool) => queueAlerts(seen, pool)),
  ...saturated(seen),
  ...nobodyOnline(seen),
  ...emptyGroups(seen),
  ...stalePresence(seen, now),
  ...offersMissed(seen),
];

/** RTE-28: somebody waited, or waits, beside an agent with room. */
function starvedAlert({ groups }: AlertsSeen, { pool, agentId, reason, foundAt, lasts }: StarvationSeen): AlertView {
  const groupId = groupOfPool(pool);
  const groupName = groups.find(({ id }) => id === groupId)?.name ?? null;
  const why = { blockedBy: reason, lasts, buyers: lasts ? 1 : 0 };
  return { ...nothing, kind: 'BUYER_STARVED', since: foundAt, pool, groupId, groupName, agentIds: [agentId], ...why };
}

/** RTE-29: somebody queues. SES-11: that slots are held while the agents look free is said besides. */
function queueAlerts({ agents, rules, groups }: AlertsSeen, { pool, length: buyers, since, cause, stage }: QueueSeen): AlertView[] {
  const members = membersOf(pool, rules);
  const can = qualifiedFor(pool, rules, stage) ?? (() => true);
  const mine = agents.filter(({ id, noRouting, skills }) => !noRouting && mayTake(members, id) && can(skills));
  const online = mine.filter(({ presence }) => presence === 'ONLINE');
  const groupId = groupOfPool(pool);
  const groupName = groups.find(({ id }) => id === groupId)?.name ?? null;
  const held = heldBy(online);
  const agentIds = idsOf(mine.filter(isAway));
  const waiting = { ...nothing, since, cause, pool, groupId, groupName, buyers, held };
  return [
    { ...waiting, kind: 'QUEUE_WAITING', agentIds },
    ...(held > 0 ? [{ ...waiting, kind: 'HELD_SLOTS_BLOCK' as const, agentIds: idsOf(online.filter((one) => one.held > 0)) }] : []),
  ];
}

/** STF-16, MET-23: everybody online is at the limit, so that the next buyer waits; an agent without a limit never is. */
function saturated({ agents }: AlertsSeen): AlertView[] {
  const serving = agents.filter(({ noRouting }) => !noRouting);
  const online = serving.filter(({ presence }) => presence === 'ONLINE');
  if (online.length === 0 || !online.every(isFull)) return [];
  return [{ ...nothing, kind: 'ALL_SATURATED', since: null, held: heldBy(online), agentIds: idsOf(serving.filter(isAway)) }];
}

/** STF-14: the shop receives, and of those who serve nobody is ONLINE. */
function nobodyOnline({ agents, open }: AlertsSeen): AlertView[] {
  const serving = agents.filter(({ noRouting }) => !noRouting);
  if (!open || serving.length === 0 || serving.some(({ presence }) => presence === 'ONLINE')) return [];
  return [{ ...nothing, kind: 'NOBODY_ONLINE', since: null, agentIds: idsOf(serving.filter(isAway)) }];
}

/** A group that should take buyers, and has nobody who serves. */
const emptyGroups = ({ groups }: AlertsSeen): AlertView[] =>
  groups
    .filter(({ effect }) => effect.reason === 'NO_MEMBERS')
    .map(({ id: groupId, name: groupName }) => ({ ...nothing, kind: 'EMPTY_GROUP', since: null, groupId, groupName }));

/** RTE-60: agents who hold their presence and are not heard of; one alert for all of them. */
function stalePresence({ agents, staleAfterMinutes }: AlertsSeen, now: Date): AlertView[] {
  const stale = agents.filter((agent) => isStale(agent, staleAfterMinutes, now));
  if (staleAfterMinutes === null || stale.length === 0) return [];
  const first = Math.min(...stale.map((agent) => silentSince(agent)!.getTime()));
  const since = new Date(first + staleAfterMinutes * 60_000);
  return [{ ...nothing, kind: 'STALE_PRESENCE', since, agentIds: idsOf(stale) }];
}

/** Agents who have missed as many offers in a row as the shop allows: they rest, or are the last of their shift; one alert for all of them. */
function offersMissed({ agents, rules: { restAfterMissed, offerTimeoutSeconds } }: AlertsSeen): AlertView[] {
  if (restAfterMissed === null || offerTimeoutSeconds === null) return [];
  const silent = agents.filter(({ presence, missedInRow }) => presence !== 'OFFLINE' && (missedInRow ?? 0) >= restAfterMissed);
  if (silent.length === 0) return [];
  const resting = silent.flatMap(({ presence, presenceSince }) => (presence === 'REST' && presenceSince ? [presenceSince.getTime()] : []));
  const since = resting.length === 0 ? null : new Date(Math.min(...resting));
  return [{ ...nothing, kind: 'OFFERS_MISSED', since, agentIds: idsOf(silent) }];
}
