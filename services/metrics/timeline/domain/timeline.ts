import { valuesOf, type Assigned, type Marked, type Queued, type Recorded, type ToldFact } from '../../facts/domain/session-fact';
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
  'MARKED',
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
export function timelineOf(facts: readonly ToldFact[]): Happened[] {
  const entries = [...ofSession(facts), ...ofRouting(facts), ...marksOf(valuesOf(facts, 'session-marked', 'marked'))];
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
const ofSession = (facts: readonly ToldFact[]): Happened[] => [
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

const ofRouting = (facts: readonly ToldFact[]): Happened[] => [
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

/** What of the marks is another than before, in this order. A fact says what holds from then on; of tags and notes no more than how much there is. */
const markCauses = ['DIFFICULT', 'NOT_DIFFICULT', 'SOLVED', 'NOT_SOLVED', 'NOTE', 'TAGS'] as const;

type MarkCause = (typeof markCauses)[number];

function marksOf(facts: readonly Marked[]): Happened[] {
  // After a restore its owner may have told a fact twice.
  const once = new Map(facts.map((fact) => [JSON.stringify(fact), fact]));
  const inOrder = [...once.values()].sort((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt));
  return inOrder.flatMap((fact, at) =>
    changedMarks(inOrder[at - 1] ?? unmarked, fact).map((cause): Happened => {
      return { ...nothing, kind: 'MARKED', at: fact.occurredAt, number: markCauses.indexOf(cause), agentId: fact.by, cause };
    }),
  );
}

type Marks = Pick<Marked, 'difficult' | 'solved' | 'noteLength' | 'tags'>;

const unmarked: Marks = { difficult: false, solved: false, noteLength: 0, tags: 0 };

function changedMarks(before: Marks, { difficult, solved, noteLength, tags }: Marks): readonly MarkCause[] {
  const changed: MarkCause[] = [];
  if (difficult !== before.difficult) changed.push(difficult ? 'DIFFICULT' : 'NOT_DIFFICULT');
  if (solved !== before.solved) changed.push(solved ? 'SOLVED' : 'NOT_SOLVED');
  if (noteLength !== before.noteLength) changed.push('NOTE');
  // As many tags as before, or as long a note, may be others.
  if (tags !== before.tags || changed.length === 0) changed.push('TAGS');
  return changed;
}
