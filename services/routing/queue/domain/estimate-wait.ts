import type { RoutingRules } from '../../rules/domain/routing-rules';
import { channelLimits } from '../../rules/domain/channel-limits';
import { readPool } from './pool-key';
import { isAwaiting, isGivenByHand, isTried, mayTake, membersOf } from './pools';

/** How long slots were occupied lately, holds included: by how many sessions, and for how many seconds on average. */
export interface SlotTimes {
  readonly sessions: number;
  readonly meanSeconds: number;
}

/** An account that is ONLINE and receives buyers. */
export interface OnlineAgent {
  readonly id: string;
  readonly load: number;
  readonly maxCapacity: number | null;
  readonly channelLoad: Readonly<Record<string, number>> | null;
}

/** Fewer sessions than these say nothing of how long one takes. */
export const fewestSessions = 3;

/**
 * Those who serve a pool now: its own, or, unless its buyers were given to a group by hand, everybody while none of them is ONLINE (RTE-8, RES-5). Of a
 * channel that is limited, what they have of it and may have, where that leaves less room.
 */
export function serving(pool: string, rules: RoutingRules, online: readonly OnlineAgent[]): readonly OnlineAgent[] {
  const members = membersOf(pool, rules);
  const own = online.filter(({ id }) => mayTake(members, id));
  const lent = (id: string): boolean => !members.passed.has(id) && !isTried(members, id);
  const those = own.length > 0 || isGivenByHand(pool) || isAwaiting(pool) ? own : online.filter(({ id }) => lent(id));
  const { channel } = readPool(pool);
  const most = channel === null ? undefined : channelLimits(rules).get(channel);
  return channel === null || !most ? those : those.map((agent) => ofChannel(agent, agent.channelLoad?.[channel] ?? 0, most(agent.id)));
}

const ofChannel = (agent: OnlineAgent, load: number, most: number | null): OnlineAgent =>
  most !== null && most - load < room(agent) ? { ...agent, load, maxCapacity: most } : agent;

const room = ({ load, maxCapacity }: OnlineAgent): number => (maxCapacity ?? Infinity) - load;

/**
 * For how many seconds the buyer at a position of a pool's queue (1 = next; of sessions that take several slots, as many times that) will still wait; null while nothing is known of it.
 *
 * Each occupied slot frees after the mean time that slots were occupied lately, so `busy` slots free one every `mean / busy` seconds, wherever in their
 * sessions they are. Before the buyer's turn as many have to free as stand before, the buyer's own one, and those beyond the agents' limits (INV-2); those
 * that are free already need not:
 *
 *     wait = max(0, position + beyond - free) * mean / busy
 *
 * It takes the queue of the pool alone: where agents serve several pools, it is too short by what the others take.
 */
export function estimateWait(position: number, agents: readonly OnlineAgent[], { sessions, meanSeconds }: SlotTimes): number | null {
  if (agents.length === 0) return null;
  const sum = (of: (agent: OnlineAgent) => number): number => agents.reduce((total, agent) => total + of(agent), 0);
  const turns = position - sum((agent) => Math.max(0, room(agent))) + sum((agent) => Math.max(0, -room(agent)));
  if (turns <= 0) return 0;
  const busy = sum(({ load }) => load);
  return sessions < fewestSessions ? null : Math.round((turns * meanSeconds) / busy);
}
