import {
  valuesOf,
  type Assigned,
  type Closed,
  type Ended,
  type HumanAsked,
  type LeftMessage,
  type Queued,
  type Rated,
  type Recorded,
  type Returned,
  type SessionFact,
  type Started,
} from '../../facts/domain/session-fact';

/** An outcome of routing, by its revision. */
export type Outcome =
  | { readonly type: 'assigned'; readonly value: Assigned }
  | { readonly type: 'queued'; readonly value: Queued }
  | { readonly type: 'left-message'; readonly value: LeftMessage };

/** A session's facts in their own order, whatever the order in which they arrived. Every figure of the session is a function of this. */
export interface SessionStory {
  readonly started: Started;
  readonly messages: readonly Recorded[];
  readonly outcomes: readonly Outcome[];
  readonly humanAsked: readonly HumanAsked[];
  readonly ended: Ended | undefined;
  readonly returned: readonly Returned[];
  readonly closed: Closed | undefined;
  /** The first rating; later ones are refused where they are made (RES-76). */
  readonly rated: Rated | undefined;
}

/** Undefined until the opening is among the facts. Types that this build does not know are passed over; they are in the log for one that does. */
export function storyOf(facts: readonly SessionFact[]): SessionStory | undefined {
  const started = valuesOf(facts, 'session-started', 'started')[0];
  if (!started) return undefined;
  return {
    started,
    messages: inOrder(valuesOf(facts, 'message-recorded', 'recorded'), ({ ordinal }) => ordinal),
    outcomes: inOrder(facts.flatMap(outcomeOf), ({ value }) => value.revision),
    humanAsked: valuesOf(facts, 'session-started', 'to-human').sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1)),
    ended: valuesOf(facts, 'session-ended', 'ended')[0],
    returned: valuesOf(facts, 'session-ended', 'returned'),
    closed: valuesOf(facts, 'session-closed', 'closed')[0],
    rated: valuesOf(facts, 'session-closed', 'rated').sort((a, b) => (a.ratedAt < b.ratedAt ? -1 : 1))[0],
  };
}

function outcomeOf({ topic, type, value }: SessionFact): Outcome[] {
  if (topic !== 'session-routed') return [];
  if (type === 'assigned' || type === 'transferred') return [{ type: 'assigned', value: value as Assigned }];
  if (type === 'queued') return [{ type, value: value as Queued }];
  if (type === 'left-message') return [{ type, value: value as LeftMessage }];
  return [];
}

/** By number, each number once: after a restore its owner may have told a fact twice. */
function inOrder<F>(facts: readonly F[], numberOf: (fact: F) => number): F[] {
  return [...new Map(facts.map((fact) => [numberOf(fact), fact])).values()].sort((a, b) => numberOf(a) - numberOf(b));
}
