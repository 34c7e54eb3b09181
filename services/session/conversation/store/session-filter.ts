import type { OrderStatus } from '../../orders/domain/order-status';
import type { SessionState } from '../domain/session';
import { cameFor } from './came-for';

/** Which sessions of a shop are meant; null where a condition does not matter. */
export interface SessionFilter {
  readonly shopId: string;
  readonly states: readonly SessionState[];
  /** What their buyers came for (RTE-63). */
  readonly orderStatuses: readonly OrderStatus[] | null;
  readonly agentId: string | null;
  /** Whom it is offered to. */
  readonly offeredTo: string | null;
  readonly channel: string | null;
  /** Whether the buyer waits for an answer. */
  readonly unanswered: boolean | null;
  readonly difficult: boolean | null;
  readonly tag: string | null;
  readonly openedFrom: Date | null;
  readonly openedBefore: Date | null;
  /** Ended by its agent, or closed, since then. */
  readonly endedSince: Date | null;
  /** A part of the buyer's name or id, of the note, or of a message, in any case. */
  readonly text: string | null;
}

/** Sessions in these states, whatever they are else. */
export const sessionsIn = (shopId: string, states: readonly SessionState[]): SessionFilter => ({
  ...{ shopId, states, orderStatuses: null, agentId: null, offeredTo: null, channel: null, unanswered: null, difficult: null, tag: null },
  ...{ openedFrom: null, openedBefore: null, endedSince: null, text: null },
});

/**
 * How the sessions of a filter are found: the open ones are few; those that ended since an instant, and those of an agent, have an index of their own; all
 * others are found by the index of their order.
 */
export type Scope = 'open' | 'ended' | 'agent' | 'all';

export function scopeOf({ states, endedSince, agentId }: SessionFilter): Scope {
  if (!states.includes('CLOSED')) return 'open';
  if (endedSince !== null) return 'ended';
  return agentId === null ? 'all' : 'agent';
}

/** An odd number of turns: it is difficult; with an instant, it was then. */
export const isDifficultAt = (instant: string): string =>
  `(s.marks IS NOT NULL AND (SELECT count(*) FROM jsonb_array_elements_text(s.marks -> 'difficultTurns') AS t WHERE t::timestamptz <= ${instant}) % 2 = 1)`;

/** The conditions of a filter on `session s`, which take 11 parameters from this one on. */
export function filterConditions(first: number): string {
  const parameter = (place: number, type: string): string => `$${first + place}::${type}`;
  const optional = (place: number, type: string, condition: (value: string) => string): string =>
    `(${parameter(place, type)} IS NULL OR ${condition(parameter(place, type))})`;
  return [
    cameFor(`$${first}`, 's'),
    optional(1, 'uuid', (id) => `s.agent_id = ${id}`),
    optional(2, 'text', (channel) => `s.channel = ${channel}`),
    optional(3, 'boolean', (unanswered) => `(s.waiting_since IS NOT NULL) = ${unanswered}`),
    optional(4, 'boolean', (difficult) => `${isDifficultAt(`'infinity'::timestamptz`)} = ${difficult}`),
    optional(5, 'text', (tag) => `s.marks -> 'tags' ? ${tag}`),
    optional(6, 'timestamptz', (from) => `s.opened_at >= ${from}`),
    optional(7, 'timestamptz', (before) => `s.opened_at < ${before}`),
    optional(8, 'timestamptz', (since) => hasEnded(since)),
    optional(9, 'text', saying),
    optional(10, 'uuid', (id) => `s.offered_to = ${id}`),
  ].join(' AND ');
}

export const filterValues = (filter: SessionFilter): readonly unknown[] => [
  filter.orderStatuses,
  filter.agentId,
  filter.channel,
  filter.unanswered,
  filter.difficult,
  filter.tag,
  filter.openedFrom,
  filter.openedBefore,
  filter.endedSince,
  filter.text === null ? null : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`,
  filter.offeredTo,
];

const hasEnded = (since: string): string => `(s.closed_at >= ${since} OR s.close_reason IS NULL AND s.ended_at >= ${since})`;

const saying = (pattern: string): string => `(s.marks -> 'note' ->> 'text' ILIKE ${pattern}
  OR EXISTS (SELECT 1 FROM buyer AS b WHERE b.id = s.buyer_id AND (b.name ILIKE ${pattern} OR b.external_id ILIKE ${pattern}))
  OR EXISTS (SELECT 1 FROM message AS m WHERE m.session_id = s.id AND m.text ILIKE ${pattern}))`;

/** What a scope's index knows beyond the conditions of the filter, whose parameters are numbered alike; null where it is the order's index. */
export const scopeCondition: Readonly<Record<Scope, (first: number) => string | null>> = {
  open: () => 's.close_reason IS NULL',
  ended: (first) => hasEnded(`$${first + 8}::timestamptz`),
  agent: (first) =>
    `(s.agent_id = $${first + 1}::uuid AND s.closed_at IS NOT NULL OR s.agent_id = $${first + 1}::uuid AND s.close_reason IS NULL)`,
  all: () => null,
};
