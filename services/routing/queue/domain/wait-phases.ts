import type { ShopChange } from '../../flight/domain/shop-change';
import { agentsOf, type PoolAgents } from '../../presence/domain/roster';
import type { Agent } from '../../presence/domain/agent';
import { channelLimits } from '../../rules/domain/channel-limits';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import type { Phase } from './estimate-wait';
import { readPool } from './pool-key';
import { nextStepAt, stageOf } from './reach';

/** A buyer in a queue. */
export interface InQueue {
  readonly pool: string;
  readonly since: Date;
  /** By pool, how many come before it in the one line of all queues, itself included. */
  readonly ahead: Readonly<Record<string, number>>;
}

/** Who serves a buyer now, and from each moment on at which overflow or skill rings bring it others. */
export function waitPhases({ state, now }: Pick<ShopChange, 'state' | 'now'>, buyer: InQueue): Phase[] {
  const phases: Phase[] = [];
  for (let at: number | null = now.getTime(); at !== null; at = nextStepAt(buyer.pool, state.rules, buyer.since, new Date(at)))
    phases.push(phaseAt(state, buyer, at, (at - now.getTime()) / 1_000));
  return phases;
}

/**
 * Before the buyer's turn as many slots have to free as those take who come first, its own ones, and those beyond the agents' limits (INV-2); those that are
 * free already need not. Of those who come first in other pools, as many count as by chance take an agent of these:
 *
 *     turns = ahead + beyond - free
 */
function phaseAt({ roster, rules }: ShopChange['state'], { pool, since, ahead }: InQueue, at: number, fromSeconds: number): Phase {
  const waitedMs = at - since.getTime();
  const { online } = agentsOf(roster, pool, stageOf(pool, rules, waitedMs));
  const ids = new Set(online.map(({ id }) => id));
  const taking = Object.entries(ahead).map(([key, count]) => {
    const share = key === pool ? 1 : sharedPart(agentsOf(roster, key, stageOf(key, rules, waitedMs)), ids);
    return { sessions: count * share, slots: count * share * readPool(key).slots };
  });
  const rooms = online.map((agent) => roomFor(pool, rules, agent));
  const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
  return {
    fromSeconds,
    turns: sum(taking, ({ slots }) => slots) - sum(rooms, ({ room }) => room),
    busy: sum(rooms, ({ load }) => load),
    pacedSeconds: pacedSeconds(
      rules,
      sum(taking, ({ sessions }) => sessions),
      online,
    ),
  };
}

/** Which part of those who serve a pool are among some agents. */
function sharedPart({ online }: PoolAgents, ids: ReadonlySet<string>): number {
  return online.length === 0 ? 0 : online.filter(({ id }) => ids.has(id)).length / online.length;
}

/** What an agent has of the slots that matter to a pool, and has left: of a channel that is limited those, where that leaves less. */
function roomFor(
  pool: string,
  rules: RoutingRules,
  { id, load, maxCapacity, channelLoad }: Agent,
): { readonly load: number; readonly room: number } {
  const room = (maxCapacity ?? Infinity) - load;
  const { channel } = readPool(pool);
  const most = channel === null ? null : (channelLimits(rules).get(channel)?.(id) ?? null);
  const ofChannel = channel === null ? 0 : (channelLoad?.[channel] ?? 0);
  return most !== null && most - ofChannel < room ? { load: ofChannel, room: most - ofChannel } : { load, room };
}

/** Whom the rate does not pause takes the next one at once; from there on all of them as many as the rate lets through. */
function pacedSeconds({ assignmentRate: rate }: RoutingRules, sessions: number, online: readonly Agent[]): number {
  const behind = sessions - online.filter(({ barred }) => barred !== 'AT_RATE').length;
  return rate === null || online.length === 0 || behind <= 0 ? 0 : (behind * rate.seconds) / (rate.sessions * online.length);
}
