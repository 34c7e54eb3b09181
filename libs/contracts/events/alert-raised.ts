import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { oneOf } from '../one-of';

const inLanguages = {
  type: 'object',
  properties: { ZH_CN: { type: 'string' }, EN: { type: 'string' } },
  required: ['ZH_CN', 'EN'],
} as const;

/** What an alert is about. Of one `key` a shop has at most one open alert. */
export const alertProperties = {
  ...commonProperties,
  alertId: id,
  key: id,
  kind: oneOf(
    'BUYER_STARVED',
    'QUEUE_WAITING',
    'HELD_SLOTS_BLOCK',
    'ALL_SATURATED',
    'NOBODY_ONLINE',
    'EMPTY_GROUP',
    'STALE_PRESENCE',
    'OFFERS_MISSED',
    'SLOW_REPLIES',
    'RATE_LOW',
  ),
  grade: oneOf('WARNING', 'BREACH'),
} as const;

const alertRequired = [...commonRequired, 'alertId', 'key', 'kind', 'grade'] as const;

/** `cause`, `pool` and `groupId` of alerts about a queue, `metric` with its counts of those about a rate. At most 100 agents are named. */
export const raisedAlert = {
  type: 'object',
  properties: {
    ...alertProperties,
    since: nullableInstant,
    cause: nullableId,
    pool: nullableId,
    groupId: nullableId,
    agentIds: { type: 'array', items: id, maxItems: 100 },
    buyers: count,
    held: count,
    metric: nullableId,
    numerator: count,
    denominator: count,
    message: inLanguages,
    remedy: inLanguages,
  },
  required: [...alertRequired, 'since', 'cause', 'pool', 'groupId', 'agentIds', 'buyers', 'held', 'message', 'remedy'],
} as const;

export const clearedAlert = {
  type: 'object',
  properties: { ...alertProperties, raisedAt: instant },
  required: [...alertRequired, 'raisedAt'],
} as const;

export const alertRaised = { raised: raisedAlert, cleared: clearedAlert } as const;
