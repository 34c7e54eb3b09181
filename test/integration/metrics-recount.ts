import fc from 'fast-check';
import type { InboxEvent } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { receivedEvent } from '#test/kit/received-event';

/* Sessions as they are planned, the events that tell of them, and their figures counted from the plan: nothing of the product is used for counting. */

export const hourMs = 3_600_000;

export interface PlannedSession {
  /** Days after Monday 2026-03-02, and the minute of that day, by Shanghai's clocks. */
  readonly day: number;
  readonly minute: number;
  readonly buyer: number;
  readonly channel: string;
  readonly status: string;
  readonly entry: string | null;
  readonly agent: 'A' | 'B' | null;
  /** When the agent replies, after the opening; null: never. */
  readonly replyMinutes: number | null;
  /** How long the buyer queued before an agent came; null: did not queue. */
  readonly wait: number | null;
}

export const planned: fc.Arbitrary<PlannedSession[]> = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 3 }),
    minute: fc.integer({ min: 0, max: 1_439 }),
    buyer: fc.integer({ min: 1, max: 4 }),
    channel: fc.constantFrom('WEB', 'DOUYIN'),
    status: fc.constantFrom('UNPAID', 'SHIPPED'),
    entry: fc.constantFrom('home', 'product', null),
    agent: fc.constantFrom('A', 'B', null),
    replyMinutes: fc.option(fc.integer({ min: 0, max: 2_000 })),
    wait: fc.option(fc.integer({ min: 1, max: 60 })),
  }),
  { minLength: 1, maxLength: 14 },
);

const midnight = Date.parse('2026-03-01T16:00:00Z');
const openedAt = ({ day, minute }: PlannedSession): number => midnight + day * 24 * hourMs + minute * 60_000;
const iso = (at: number): string => new Date(at).toISOString();
const replied = ({ agent, replyMinutes }: PlannedSession): number | null => (agent === null ? null : replyMinutes);

const groupOf = ({ agent }: Pick<PlannedSession, 'agent'>): string => `group of ${agent}`;

/** The events of planned sessions, in the order of their sequence. */
export function tellStory(shopId: string, sessions: readonly PlannedSession[], agents: Readonly<Record<string, string>>): InboxEvent[] {
  const numbers = new Map<string, number>();
  const buyers = new Map<number, string>();
  const event = (topic: InboxEvent['topic'], type: string, at: number, value: object): InboxEvent => {
    const sequence = (numbers.get(topic) ?? 0) + 1;
    numbers.set(topic, sequence);
    const common = { shopId, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1, occurredAt: iso(at) };
    return receivedEvent({ topic, type, shopId, subject: shopId, sequence, value: { ...common, ...value } });
  };
  return sessions.flatMap((session) => {
    const [sessionId, at] = [newId(), openedAt(session)];
    const buyerId = buyers.get(session.buyer) ?? newId();
    buyers.set(session.buyer, buyerId);
    const { channel, status: orderStatus, entry: entryPoint, wait } = session;
    const opening = { initiator: 'BUYER', timeZone: 'Asia/Shanghai', openingMessage: { id: newId(), type: 'TEXT', ordinal: 1 } };
    const group = session.agent === null ? {} : { groupId: groupOf(session) };
    const routed = { sessionId, pool: 'ALL with slots=2 without 12345678', band: null, cause: 'EVEN', ...group };
    const said = (ordinal: number, sender: string, agentId: string | null, when: number): InboxEvent =>
      event('message-recorded', 'recorded', when, {
        sessionId,
        ordinal,
        sender,
        agentId,
        messageType: 'TEXT',
        source: 'TYPED',
        recordedAt: iso(when),
        stateThen: 'ACTIVE',
      });
    const agentId = session.agent === null ? null : agents[session.agent]!;
    const reply = replied(session);
    return [
      event('session-started', 'started', at, { ...opening, sessionId, buyerId, channel, orderStatus, entryPoint, openedAt: iso(at) }),
      said(1, 'BUYER', null, at),
      ...(wait === null ? [] : [event('session-routed', 'queued', at, { ...routed, revision: 1, decidedAt: iso(at) })]),
      ...(agentId === null
        ? []
        : [
            event('session-routed', 'assigned', at, {
              ...routed,
              revision: 2,
              agentId,
              decidedAt: iso(at),
              waitedMs: (wait ?? 0) * 60_000,
            }),
          ]),
      ...(wait !== null && agentId === null
        ? [event('session-closed', 'closed', at, { sessionId, closedAt: iso(at + 1), lastAgentId: null })]
        : []),
      ...(reply === null ? [] : [said(2, 'AGENT', agentId, at + reply * 60_000)]),
    ];
  });
}

interface Question {
  readonly dimension: string;
  readonly rows: string;
  readonly member?: string | undefined;
}

/** Numerator, denominator and pending of each metric, by row. */
export function recount(
  sessions: readonly PlannedSession[],
  question: Question,
  metrics: readonly string[],
  now: Date,
): Record<string, number[][]> {
  const rows = new Map<string, PlannedSession[]>();
  for (const session of sessions) {
    const member = memberOf(session, question.dimension);
    if (member === null || (question.member !== undefined && question.member !== member)) continue;
    const key = keyOf(session, member, question.rows);
    rows.set(key, [...(rows.get(key) ?? []), session]);
  }
  return Object.fromEntries([...rows].map(([key, of]) => [key, metrics.map((metric) => countOf(metric, of, now, question.dimension))]));
}

function memberOf({ agent, channel, status, entry, wait }: PlannedSession, dimension: string): string | null {
  if (dimension === 'AGENT') return agent;
  const pool = agent === null && wait === null ? 'UNKNOWN' : 'ALL';
  const group = agent === null ? 'UNKNOWN' : groupOf({ agent });
  return { SHOP: '', GROUP: group, POOL: pool, CHANNEL: channel, ORDER_STATUS: status, ENTRY_POINT: entry ?? 'UNKNOWN' }[dimension] ?? null;
}

function keyOf({ day, minute }: PlannedSession, member: string, rows: string): string {
  const halfHour = String(Math.floor(minute / 30));
  const keys: Readonly<Record<string, string>> = { TOTAL: '', MEMBER: member, DATE: `2026-03-0${2 + day}`, HALF_HOUR: halfHour };
  return keys[rows] ?? `${1 + day}-${halfHour}`;
}

function countOf(metric: string, sessions: readonly PlannedSession[], now: Date, dimension: string): number[] {
  const window = 24 * hourMs;
  const answered = sessions.filter((session) => replied(session) !== null);
  const [queued, ofShop] = [sessions.filter(({ wait }) => wait !== null), dimension !== 'AGENT'];
  switch (metric) {
    case 'sessions':
      return [sessions.length, 1, 0];
    case 'buyers':
      return [new Set(sessions.map(({ buyer }) => buyer)).size, 1, 0];
    case 'responseRate': {
      const inTime = answered.filter((session) => replied(session)! * 60_000 <= window).length;
      const open = sessions.filter((session) => replied(session) === null && openedAt(session) + window >= now.getTime()).length;
      return [inTime, sessions.length - open, open];
    }
    case 'firstResponseTime':
      return [answered.reduce((sum, session) => sum + replied(session)! * 60_000, 0), answered.length, 0];
    case 'averageQueueWait': {
      const served = ofShop ? queued.filter(({ agent }) => agent !== null) : [];
      return [served.reduce((sum, { wait }) => sum + wait! * 60_000, 0), served.length, 0];
    }
    default: {
      const counted = ofShop ? queued : [];
      return [counted.filter(({ agent }) => agent === null).length, counted.length, 0];
    }
  }
}
