import type { ShopState } from '../../flight/domain/shop-state';
import { poolHours, type PoolHours } from '../../reception/domain/pool-hours';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import { basePool } from './pools';
import {
  hasBeenServed,
  type Band,
  type LimitCause,
  type OverLimit,
  type SessionFacts,
  type WaitingEntry,
  type WaitingKind,
} from './waiting-entry';
import { headOf, type WaitingList } from './waiting-list';

/** Who asks, as far as limits go, and for which pool. */
interface Asking {
  readonly pool: string;
  readonly waiting: WaitingKind | null;
  readonly enqueuedAt: Date;
  readonly facts: SessionFacts;
}

type Entered = Pick<Asking, 'pool' | 'enqueuedAt' | 'facts'>;

/**
 * Which limit of the shop keeps a session out of its pool's queue now; undefined without any. One that a limit has made a left message stays one while
 * that limit is set and the shop has not opened again: it is assigned when somebody has room, and does not go to and fro. Who has been with an agent has had
 * a place, and keeps it.
 */
export function overLimit(asking: Asking, { state, now }: Moment): OverLimit | undefined {
  if (!isLimited(state.rules)) return undefined;
  const cause = causeOf(asking, { state, now });
  return cause && { cause, place: state.rules.waitFallback ?? 'MESSAGE_POOL' };
}

function causeOf({ waiting, pool, enqueuedAt, facts }: Asking, { state, now }: Moment): LimitCause | undefined {
  const { rules } = state;
  if (isOverdue(state, { pool, enqueuedAt, facts }, now)) return 'WAITED_TOO_LONG';
  if (waiting === 'QUEUED') return undefined;
  if (waiting === 'LEFT_MESSAGE' && isKeptOut(state, { pool, enqueuedAt, facts })) return facts.leftFor;
  const isFull = rules.queueLimit !== null && queuedWith(state, pool) >= rules.queueLimit;
  return isFull && !hasBeenServed(facts) ? 'QUEUE_FULL' : undefined;
}

/** How many queue for a pool, with those beside them whom not the same agents take. */
function queuedWith({ pools }: ShopState, pool: string): number {
  const base = basePool(pool);
  return [...pools.values()].reduce((sum, { key, queue }) => (basePool(key) === base ? sum + queue.total : sum), 0);
}

/** A shop at an instant. */
interface Moment {
  readonly state: ShopState;
  readonly now: Date;
}

/** Whether the shop limits its queues at all. */
const isLimited = ({ queueLimit, longestWaitMinutes }: RoutingRules): boolean => queueLimit !== null || longestWaitMinutes !== null;

const isSet = ({ queueLimit, longestWaitMinutes }: RoutingRules, cause: LimitCause): boolean =>
  (cause === 'QUEUE_FULL' ? queueLimit : longestWaitMinutes) !== null;

const isKeptOut = (state: ShopState, { pool, enqueuedAt, facts: { leftFor } }: Entered): boolean =>
  leftFor !== undefined && isSet(state.rules, leftFor) && !hasOpenedSince(poolHours(state, pool), enqueuedAt);

/** The first left message that may enter the queue as far as limits go, among those in memory. */
export const firstToEnter = (left: WaitingList, state: ShopState): WaitingEntry | undefined =>
  isLimited(state.rules) ? left.entries.find((entry, index) => index >= left.first && !isKeptOut(state, entry)) : headOf(left);

const hasOpenedSince = ({ openSince }: Pick<PoolHours, 'openSince'>, at: Date): boolean => openSince !== null && openSince > at;

/**
 * When one who queues since then has waited for as long as the shop wants, in hours in which it receives; null: never. Who has been with an agent has waited
 * there, not in the queue, and keeps its place.
 */
function overdueAt(state: ShopState, { pool, enqueuedAt, facts }: Entered): Date | null {
  const { rules } = state;
  if (rules.longestWaitMinutes === null || hasBeenServed(facts)) return null;
  const { openSince } = poolHours(state, pool);
  const since = openSince !== null && openSince > enqueuedAt ? openSince : enqueuedAt;
  return new Date(since.getTime() + rules.longestWaitMinutes * 60_000);
}

function isOverdue(state: ShopState, entry: Entered, now: Date): boolean {
  const at = overdueAt(state, entry);
  return at !== null && at <= now;
}

/** Of each band the one who has queued for longest, among those in memory: behind a long front part the others come into memory when it has gone. */
export function oldestOf({ entries, first }: WaitingList): WaitingEntry[] {
  const head = entries[first];
  if (!head) return [];
  const other: Band = 'NORMAL';
  const next = head.band === other ? undefined : entries.find((entry, index) => index > first && entry.band === other);
  return next ? [head, next] : [head];
}

/** One in a queue who has waited for too long. */
export const overdueIn = (queue: WaitingList, { state, now }: Moment): WaitingEntry | undefined =>
  state.rules.longestWaitMinutes === null ? undefined : oldestOf(queue).find((entry) => isOverdue(state, entry, now));

/** When the next of those who queue will have waited for too long; null: nobody. */
export function nextOverdueAt(state: ShopState): Date | null {
  if (state.rules.longestWaitMinutes === null) return null;
  const oldest = [...state.pools.values()].flatMap(({ queue }) => oldestOf(queue));
  const times = oldest.flatMap((entry) => overdueAt(state, entry)?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}
