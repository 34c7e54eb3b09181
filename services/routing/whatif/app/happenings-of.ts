import { isKnownType, type EventOf, type ReceivedEvent, type ReceivedValue, type Topic } from '#libs/contracts/index';
import { accountOf, overrideOf, settingsOf, versionOf } from '../../copies/app/read-snapshots';
import type { Presence } from '../../presence/domain/agent';
import { factsOf } from '../../queue/domain/waiting-entry';
import { inOrder, type Happening, type Routed, type What } from '../domain/happening';

/** An event of the log, as far as it matters here. */
export type LoggedEvent = Pick<ReceivedEvent, 'topic' | 'type' | 'value'>;

type Logged = { [T in Topic]: EventOf<T> }[Topic];

/** What a shop's log tells, in the order in which routing met it. A session begins when routing decided about it first: what events take on their way is kept. */
export function happeningsOf(log: readonly LoggedEvent[]): Happening[] {
  const known = log.filter(({ topic, type }) => isKnownType(topic, type)) as unknown as Logged[];
  const firsts = firstOutcomes(known);
  return known.flatMap((event) => happening(event, firsts)).sort(inOrder);
}

/** The instant and number of each session's outcomes, by session and revision. */
type Outcomes = ReadonlyMap<string, { readonly decidedAt: string; readonly shopVersion: number }>;

const outcomeTypes: readonly string[] = ['assigned', 'transferred', 'to-bot', 'queued', 'left-message'] satisfies readonly Routed['type'][];

const isOutcome = (event: EventOf<'session-routed'>): event is Routed => outcomeTypes.includes(event.type);

const outcomeKey = (sessionId: string, revision: number): string => `${sessionId} ${revision}`;

/** An offer is decided like an outcome; what became of it is not. */
const firstOutcomes = (log: readonly Logged[]): Outcomes =>
  new Map(
    log.flatMap((event) => {
      if (event.topic !== 'session-routed' || event.type === 'declined') return [];
      const { sessionId, revision, decidedAt, shopVersion } = event.value;
      return [[outcomeKey(sessionId, revision), { decidedAt, shopVersion }] as const];
    }),
  );

const at = (instant: string, what: What, number = -1): Happening[] => [{ ...what, atMs: Date.parse(instant), number }];

function happening(event: Logged, outcomes: Outcomes): Happening[] {
  switch (event.topic) {
    case 'shop-changed':
      return event.type === 'snapshot' ? at(event.value.occurredAt, { kind: 'settings', settings: settingsOf(event.value) }) : [];
    case 'account-changed':
      return at(event.value.occurredAt, { kind: 'account', accountId: event.value.accountId, facts: accountOf(event.value) });
    case 'schedule-changed':
      return ofSchedule(event);
    case 'agent-status-changed':
      return ofStatus(event);
    case 'session-started':
      return event.type === 'started' ? ofStart(event.value, outcomes) : ofRequest(event.value, outcomes);
    case 'session-routed':
      return isOutcome(event) ? at(event.value.decidedAt, { kind: 'routed', event }, event.value.shopVersion) : [];
    case 'session-ended':
      return ofEnd(event);
    case 'session-closed': {
      if (event.type !== 'closed') return [];
      const { sessionId, closedAt, reason } = event.value;
      return at(closedAt, { kind: 'closed', sessionId, byBuyer: reason === 'BUYER_LEFT' });
    }
    default:
      return [];
  }
}

function ofSchedule(event: EventOf<'schedule-changed'>): Happening[] {
  const { occurredAt } = event.value;
  switch (event.type) {
    case 'snapshot':
      return at(occurredAt, { kind: 'hours', version: versionOf(event.value) });
    case 'withdrawn':
      return at(occurredAt, { kind: 'withdrawn', version: event.value.version });
    case 'override':
      return at(occurredAt, { kind: 'override', revision: event.value.revision, override: overrideOf(event.value) });
    default:
      return [];
  }
}

function ofStatus(event: EventOf<'agent-status-changed'>): Happening[] {
  if (event.type !== 'capacity' && event.type !== 'presence') return [];
  const { agentId, since, shopVersion, reason } = event.value;
  if (event.type === 'capacity')
    return at(since, { kind: 'capacity', agentId, to: event.value.toCapacity, follows: reason === 'DEFAULT_CHANGED' }, shopVersion);
  const to = event.value.to as Presence;
  return at(since, { kind: 'presence', agentId, to, follows: reason === 'ACCOUNT_CHANGED' }, shopVersion);
}

/** A buyer's session that never got an outcome did not wait here. */
function ofStart(value: ReceivedValue<'session-started', 'started'>, outcomes: Outcomes): Happening[] {
  const { sessionId, initiator, openedAt, reentryOf } = value;
  const first = outcomes.get(outcomeKey(sessionId, 1));
  if (initiator !== 'BUYER' || !first) return [];
  const arrival = { sessionId, openedAt: new Date(openedAt), facts: factsOf(value) };
  return at(first.decidedAt, { kind: 'arrival', arrival, reentryOf }, first.shopVersion - 0.5);
}

function ofRequest(value: ReceivedValue<'session-started', 'to-human'>, outcomes: Outcomes): Happening[] {
  const { sessionId, openedAt, requestedAt, routingRevision: revision = 0 } = value;
  const next = outcomes.get(outcomeKey(sessionId, revision + 1));
  const facts = factsOf({ ...value, viaBot: true });
  const request = { sessionId, openedAt: new Date(openedAt), requestedAt: new Date(requestedAt), revision, facts };
  return at(next?.decidedAt ?? requestedAt, { kind: 'human', request }, next && next.shopVersion - 0.5);
}

function ofEnd(event: EventOf<'session-ended'>): Happening[] {
  const { sessionId, agentId } = event.value;
  if (event.type === 'ended') return at(event.value.endedAt, { kind: 'ended', sessionId });
  return at(event.value.returnedAt, { kind: 'returned', sessionId, agentId, waitingSince: new Date(event.value.waitingSince) });
}
