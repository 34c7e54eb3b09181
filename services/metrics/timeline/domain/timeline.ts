import { valuesOf, type Assigned, type Queued, type Recorded, type SessionFact } from '../../facts/domain/session-fact';
import { poolName } from '../../figures/domain/pool-name';

/** In the order of a session's life: what happened at the same instant is told in this order. */
export const timelineKinds = [
  'OPENED',
  'BOT',
  'HUMAN_ASKED',
  'QUEUED',
  'LEFT_MESSAGE',
  'OFFERED',
  'OFFER_OVER',
  'ASSIGNED',
  'TRANSFERRED',
  'FIRST_REPLY',
  'RETURNED',
  'ENDED',
  'RATED',
  'CLOSED',
] as const;

export type TimelineKind = (typeof timelineKinds)[number];

export interface Happened {
  readonly kind: TimelineKind;
  readonly at: string;
  /** Tells entries of a kind and an instant apart: the revision of routing's outcome, where it is one. */
  readonly number: number;
  readonly agentId: string | null;
  readonly previousAgentId: string | null;
  readonly cause: string | null;
  readonly pool: string | null;
  readonly waitedMs: number | null;
}

/** What happened in a session, from all its facts in whatever order they arrived and however often; of its messages the first one of an agent alone. */
export function timelineOf(facts: readonly SessionFact[]): Happened[] {
  const entries = [...ofSession(facts), ...ofRouting(facts)];
  const places = new Map(entries.map((entry) => [JSON.stringify(placeOf(entry)), entry]));
  return [...places.values()].sort((one, other) => comparePlaces(placeOf(one), placeOf(other)));
}

/** Where an entry stands: by its instant, then by the order of a session's life. */
export type TimelinePlace = readonly [at: number, kind: number, number: number];

export const placeOf = ({ at, kind, number }: Happened): TimelinePlace => [Date.parse(at), timelineKinds.indexOf(kind), number];

export function comparePlaces(one: TimelinePlace, other: TimelinePlace): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

const nothing = { number: 0, agentId: null, previousAgentId: null, cause: null, pool: null, waitedMs: null };

/** Everything but what routing decided. */
const ofSession = (facts: readonly SessionFact[]): Happened[] => [
  ...valuesOf(facts, 'session-started', 'started').map(({ openedAt }) => ({ ...nothing, kind: 'OPENED' as const, at: openedAt })),
  ...valuesOf(facts, 'session-started', 'to-human').map(({ requestedAt }) => ({
    ...nothing,
    kind: 'HUMAN_ASKED' as const,
    at: requestedAt,
  })),
  ...firstReply(valuesOf(facts, 'message-recorded', 'recorded')),
  ...valuesOf(facts, 'session-ended', 'ended').map(({ endedAt, agentId }) => ({
    ...nothing,
    kind: 'ENDED' as const,
    at: endedAt,
    agentId,
  })),
  ...valuesOf(facts, 'session-ended', 'returned').map(({ returnedAt, agentId, reason }) => {
    return { ...nothing, kind: 'RETURNED' as const, at: returnedAt, agentId, cause: reason };
  }),
  ...valuesOf(facts, 'session-closed', 'rated').map(({ ratedAt, agentId }) => ({
    ...nothing,
    kind: 'RATED' as const,
    at: ratedAt,
    agentId,
  })),
  ...valuesOf(facts, 'session-closed', 'closed').map(({ closedAt, lastAgentId, reason }) => {
    return { ...nothing, kind: 'CLOSED' as const, at: closedAt, agentId: lastAgentId, cause: reason };
  }),
];

function firstReply(messages: readonly Recorded[]): Happened[] {
  const ordinals = messages.filter(({ sender }) => sender === 'AGENT').map(({ ordinal }) => ordinal);
  const first = messages.find(({ ordinal }) => ordinal === Math.min(...ordinals));
  return first ? [{ ...nothing, kind: 'FIRST_REPLY', at: first.recordedAt, agentId: first.agentId }] : [];
}

const ofRouting = (facts: readonly SessionFact[]): Happened[] => [
  ...valuesOf(facts, 'session-routed', 'to-bot').map((value) => outcome('BOT', value)),
  ...valuesOf(facts, 'session-routed', 'queued').map((value) => outcome('QUEUED', value)),
  ...valuesOf(facts, 'session-routed', 'left-message').map((value) => outcome('LEFT_MESSAGE', value)),
  ...valuesOf(facts, 'session-routed', 'offered').map((value) => withAgents('OFFERED', value)),
  ...valuesOf(facts, 'session-routed', 'assigned').map((value) => withAgents('ASSIGNED', value)),
  ...valuesOf(facts, 'session-routed', 'transferred').map((value) => withAgents('TRANSFERRED', value)),
  ...valuesOf(facts, 'session-routed', 'declined').map(({ revision, decidedAt, agentId, how }) => {
    return { ...nothing, kind: 'OFFER_OVER' as const, at: decidedAt, number: revision, agentId, cause: how };
  }),
];

type Outcome = Pick<Queued, 'revision' | 'decidedAt' | 'cause' | 'pool'>;

const outcome = (kind: TimelineKind, { revision, decidedAt, cause, pool }: Outcome): Happened => {
  return { ...nothing, kind, at: decidedAt, number: revision, cause, pool: poolName(pool) };
};

const withAgents = (kind: TimelineKind, value: Assigned): Happened => {
  const { agentId, previousAgentId, waitedMs } = value;
  return { ...outcome(kind, value), agentId, previousAgentId: previousAgentId ?? null, waitedMs };
};
