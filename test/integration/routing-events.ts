import type { Topic, TypeOf, ValueOf } from '#libs/contracts/index';
import type { InboxEvent } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';
import { kuaishou } from '#services/routing/flight/domain/example-shop';

type Value<T extends Topic, K extends TypeOf<T>> = Partial<ValueOf<T, K>>;

/** Events as routing reads them from Kafka, numbered without gaps per topic and shop. */
export interface RoutingEvents {
  shop(shopId: string, value?: Value<'shop-changed', 'snapshot'>): InboxEvent;
  account(shopId: string, accountId: string, value?: Value<'account-changed', 'snapshot'>): InboxEvent;
  schedule(
    shopId: string,
    value: Value<'schedule-changed', 'snapshot'> & Pick<ValueOf<'schedule-changed', 'snapshot'>, 'version' | 'effectiveFrom' | 'weekly'>,
  ): InboxEvent;
  withdrawn(shopId: string, version: number): InboxEvent;
  override(shopId: string, value: Pick<ValueOf<'schedule-changed', 'override'>, 'revision' | 'override'>): InboxEvent;
  roster(shopId: string, value: Pick<ValueOf<'schedule-changed', 'roster'>, 'revision' | 'date' | 'shifts'>): InboxEvent;
  started(shopId: string, sessionId: string, value?: Value<'session-started', 'started'>): InboxEvent;
  ended(shopId: string, sessionId: string): InboxEvent;
  returned(shopId: string, sessionId: string, agentId: string, waitingSince: string): InboxEvent;
  closed(shopId: string, sessionId: string, value?: Value<'session-closed', 'closed'>): InboxEvent;
}

/** A source of events whose instants are `now()`. */
export function routingEvents(now: () => Date): RoutingEvents {
  const numbers = new Map<string, number>();
  const make = (topic: Topic, type: string, shopId: string, subject: string, value: object): InboxEvent => {
    const stream = `${topic} ${shopId}`;
    const sequence = (numbers.get(stream) ?? 0) + 1;
    numbers.set(stream, sequence);
    const at = now().toISOString();
    const whole = { shopId, occurredAt: at, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1, ...value };
    return {
      id: newId(),
      topic,
      type,
      shopId,
      subject,
      incarnation: 1,
      sequence,
      traceparent: null,
      value: whole,
      text: JSON.stringify(whole),
      origin: `test/${stream}/${sequence}`,
      problem: null,
    };
  };
  const iso = (): string => now().toISOString();
  return {
    shop: (shopId, value = {}) => make('shop-changed', 'snapshot', shopId, shopId, { ...shopValue, ...value }),
    account: (shopId, accountId, value = {}) =>
      make('account-changed', 'snapshot', shopId, accountId, { ...accountValue, accountId, ...value }),
    schedule: (shopId, value) =>
      make('schedule-changed', 'snapshot', shopId, shopId, { savedAt: iso(), closedNotice: null, by: null, reason: null, ...value }),
    withdrawn: (shopId, version) => make('schedule-changed', 'withdrawn', shopId, shopId, { version, groupId: null }),
    override: (shopId, value) => make('schedule-changed', 'override', shopId, shopId, value),
    roster: (shopId, value) => make('schedule-changed', 'roster', shopId, shopId, value),
    started: (shopId, sessionId, value = {}) =>
      make('session-started', 'started', shopId, sessionId, { ...startedValue(sessionId, iso()), ...value }),
    ended: (shopId, sessionId) =>
      make('session-ended', 'ended', shopId, sessionId, {
        sessionId,
        agentId: newId(),
        endedAt: iso(),
        endedBy: newId(),
        holdUntil: iso(),
        unanswered: false,
      }),
    returned: (shopId, sessionId, agentId, waitingSince) =>
      make('session-ended', 'returned', shopId, sessionId, { sessionId, agentId, returnedAt: iso(), waitingSince, reason: 'AGENT_GONE' }),
    closed: (shopId, sessionId, value = {}) =>
      make('session-closed', 'closed', shopId, sessionId, { ...closedValue(sessionId, iso()), ...value }),
  };
}

const shopValue = {
  version: 1,
  name: 'S',
  timeZone: 'Asia/Shanghai',
  preset: 'KUAISHOU',
  policy: kuaishou,
  ownerId: null,
  holidayMode: null,
  tier: null,
} as const;

const accountValue = {
  version: 1,
  name: 'A',
  nickname: 'A',
  roles: ['AGENT'],
  imEnabled: true,
  noRouting: false,
  positionId: null,
  department: null,
  active: true,
} as const;

const startedValue = (sessionId: string, openedAt: string) => ({
  sessionId,
  buyerId: newId(),
  channel: 'demo',
  initiator: 'BUYER',
  entryPoint: null,
  openingMessage: { id: newId(), type: 'TEXT', ordinal: 1 },
  openedAt,
  timeZone: 'Asia/Shanghai',
  reentryOf: null,
  lastHuman: null,
  viaBot: false,
});

const closedValue = (sessionId: string, at: string) => ({
  sessionId,
  buyerId: newId(),
  channel: 'demo',
  initiator: 'BUYER',
  openingMessageType: 'TEXT',
  openedAt: at,
  assignedAt: null,
  firstReplyAt: null,
  firstReplyBy: null,
  endedAt: null,
  closedAt: at,
  lastAgentId: null,
  reason: 'AGENT_CLOSED',
  lastSender: 'AGENT',
  counts: { buyer: 1, agent: 1, bot: 0, auto: 0, system: 0 },
  queuedMs: 0,
  reentryOf: null,
});
