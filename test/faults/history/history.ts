import type { EventOf, ReceivedEvent, Topic } from '#libs/contracts/index';

/** What becomes of a session. That an offer was declined is followed by one. */
export type Routed = Exclude<EventOf<'session-routed'>, { type: 'declined' }>;
export type Given = Extract<Routed, { type: 'assigned' | 'transferred' }>;
type Status = Extract<EventOf<'agent-status-changed'>, { type: 'presence' | 'capacity' }>;

/** One of routing's own facts: `position` is its place among them, `version` the shop's, `atMs` when it was decided. */
export interface Decision<E extends Routed | Status = Routed | Status> {
  readonly event: E;
  readonly position: number;
  readonly version: number;
  readonly atMs: number;
}

interface ByAgent {
  readonly agentId: string;
  readonly atMs: number;
}

/** What is told of one session. `outcomes` are in the order of routing's decisions. */
export interface SessionStory {
  readonly sessionId: string;
  readonly started: { readonly atMs: number; readonly initiator: string }[];
  readonly outcomes: Decision<Routed>[];
  readonly ended: ByAgent[];
  readonly returned: ByAgent[];
  readonly closed: { readonly atMs: number; readonly reason: string }[];
}

/** What the topics say of one shop, each event once, in whatever order they were read. */
export interface History {
  readonly sessions: ReadonlyMap<string, SessionStory>;
  /** Routing decides for a shop in one row of transactions: its facts have an order of their own. */
  readonly decisions: readonly Decision[];
  /** When the shop's settings or hours have changed. */
  readonly settingsChangedMs: readonly number[];
  /** Accounts that were at any time kept out of automatic assignment. */
  readonly keptOut: ReadonlySet<string>;
  /** The latest instant of all. */
  readonly endMs: number;
}

export function historyOf(log: readonly ReceivedEvent[]): History {
  const once = [...new Map(log.map((event) => [event.id, event])).values()].sort((a, b) => a.sequence - b.sequence);
  const decisions = decisionsOf(once);
  const settings = [...once.filter(isOf('schedule-changed')), ...once.filter(isOf('shop-changed'))];
  const flagged = once
    .filter(isOf('account-changed'))
    .filter(({ value }) => value.noRouting || !value.active || !value.roles.includes('AGENT'));
  const sessions = sessionsOf(once, decisions);
  return {
    sessions,
    decisions,
    settingsChangedMs: settings.map(({ value }) => Date.parse(value.occurredAt)),
    keptOut: new Set(flagged.map(({ value }) => value.accountId)),
    endMs: Math.max(0, ...decisions.map(({ atMs }) => atMs), ...[...sessions.values()].flatMap(instantsOf)),
  };
}

export const isRouted = (decision: Decision): decision is Decision<Routed> => decision.event.topic === 'session-routed';

/** An agent gets the session: by a decision, or by hand from another one. */
export const isGiven = (event: Routed): event is Given => event.type === 'assigned' || event.type === 'transferred';

const isOf =
  <T extends Topic>(topic: T) =>
  (event: ReceivedEvent): event is ReceivedEvent & EventOf<T> =>
    event.topic === topic;

function decisionsOf(log: readonly ReceivedEvent[]): Decision[] {
  const outcomes = log.filter((event): event is ReceivedEvent & Routed => event.topic === 'session-routed' && event.type !== 'declined');
  const routed = outcomes.map((event) => ({ event, atMs: Date.parse(event.value.decidedAt) }));
  const isStatus = (event: EventOf<'agent-status-changed'>): event is Status => event.type === 'presence' || event.type === 'capacity';
  const statuses = log
    .filter(isOf('agent-status-changed'))
    .filter(isStatus)
    .map((event) => ({ event, atMs: Date.parse(event.value.since) }));
  return [...routed, ...statuses]
    .sort((a, b) => a.event.value.shopVersion - b.event.value.shopVersion || a.event.sequence - b.event.sequence)
    .map((one, position) => ({ ...one, position, version: one.event.value.shopVersion }));
}

function sessionsOf(log: readonly ReceivedEvent[], decisions: readonly Decision[]): Map<string, SessionStory> {
  const sessions = new Map<string, SessionStory>();
  const storyOf = (sessionId: string): SessionStory => {
    const story = sessions.get(sessionId) ?? { sessionId, started: [], outcomes: [], ended: [], returned: [], closed: [] };
    sessions.set(sessionId, story);
    return story;
  };
  for (const { type, value } of log.filter(isOf('session-started')))
    if (type === 'started') storyOf(value.sessionId).started.push({ atMs: Date.parse(value.openedAt), initiator: value.initiator });
  for (const decision of decisions.filter(isRouted)) storyOf(decision.event.value.sessionId).outcomes.push(decision);
  for (const { type, value } of log.filter(isOf('session-ended'))) {
    const { ended, returned } = storyOf(value.sessionId);
    if (type === 'ended') ended.push({ agentId: value.agentId, atMs: Date.parse(value.endedAt) });
    else returned.push({ agentId: value.agentId, atMs: Date.parse(value.returnedAt) });
  }
  for (const { type, value } of log.filter(isOf('session-closed')))
    if (type === 'closed') storyOf(value.sessionId).closed.push({ atMs: Date.parse(value.closedAt), reason: value.reason });
  return sessions;
}

const instantsOf = ({ started, ended, returned, closed }: SessionStory): number[] =>
  [...started, ...ended, ...returned, ...closed].map(({ atMs }) => atMs);
