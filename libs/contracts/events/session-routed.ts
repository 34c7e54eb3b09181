import { commonProperties, commonRequired, count, id, instant, nullableCount, nullableId, nullableInstant } from '../common-fields';
import { nullableOneOf, oneOf } from '../one-of';

/**
 * Routing's outcome for one session. `revision` rises per session; an outcome that is not newer changes nothing.
 * `shopVersion` is the version of the shop's routing row after the decision: it orders outcomes against agent-status-changed.
 * `groupId` is the group whose it is: that which the agent takes it as a member of, or of one that waits the only group of its pool; absent where there is none.
 * `load` and `capacity` are the agent's after the assignment (capacity null = no auto-suspend); `over` names the cause that allowed load > capacity.
 */
const routedProperties = {
  ...commonProperties,
  sessionId: id,
  revision: { ...count, minimum: 1 },
  shopVersion: count,
  decisionId: id,
  rule: { type: 'string' },
  cause: oneOf(
    'EVEN',
    'RANDOM',
    'LOWEST_SATURATION',
    'WEIGHTED',
    'RETURNING',
    'PRIORITY_CROWD',
    'MANUAL',
    'OFFLINE_LIST',
    'NO_QUEUE',
    'OWNER',
    'PROXY',
    'EXCLUSIVE',
    'ALL_AT_CAPACITY',
    'NO_AGENT_ONLINE',
    'SHOP_CLOSED',
    'GROUP_CLOSED',
    'UNAVAILABLE',
    'QUEUE_FULL',
    'WAITED_TOO_LONG',
    'NOBODY_LEFT',
    'AWAITS_AGENT',
    'NOBODY_QUALIFIED',
    'AT_RATE',
    'CHANNEL_FULL',
    'TOO_FEW_SLOTS',
    'SHIFT_ENDS',
    'BOT_FIRST',
  ),
  pool: { type: ['string', 'null'] },
  band: nullableOneOf('PRIORITY', 'NORMAL'),
  enqueuedAt: nullableInstant,
  decidedAt: instant,
  settingsVersion: nullableCount,
  scheduleVersion: nullableCount,
  groupId: id,
  /** The buyer's crowd comes first, and nobody was there for it (RTE-53). */
  priorityFailed: { type: 'boolean' },
} as const;

const routedRequired = [
  ...commonRequired,
  'sessionId',
  'revision',
  'shopVersion',
  'decisionId',
  'rule',
  'cause',
  'pool',
  'band',
  'enqueuedAt',
  'decidedAt',
  'settingsVersion',
  'scheduleVersion',
] as const;

const assignedProperties = {
  ...routedProperties,
  agentId: id,
  previousAgentId: nullableId,
  waitedMs: count,
  load: count,
  capacity: nullableCount,
  over: { type: ['string', 'null'] },
  /** How many of the agent's slots the session takes; absent: one. */
  slots: count,
  /** Until when the agent has to write to the buyer, that instant included; absent where the shop does not ask. */
  answerDueAt: instant,
  /** What the buyer is told because its crowd comes first (RTE-47, RTE-48); absent where nothing is. */
  prompt: {
    type: 'object',
    properties: { title: oneOf('MEMBER', 'PRIORITY'), skipped: oneOf('QUEUE', 'BOT', 'NOTHING') },
    required: ['title', 'skipped'],
  },
} as const;

const assignedRequired = [...routedRequired, 'agentId', 'previousAgentId', 'waitedMs', 'load', 'capacity', 'over'] as const;

export const sessionRouted = {
  assigned: { type: 'object', properties: assignedProperties, required: assignedRequired },
  /** A person gave it from one agent to another (RTE-62): `previousAgentId` is free, `agentId` has it. Of the note only its length is told. */
  transferred: { type: 'object', properties: { ...assignedProperties, noteLength: count }, required: [...assignedRequired, 'noteLength'] },
  /** It is offered to the agent, whose slot is held: the agent accepts (`assigned`) by `offerUntil`, that instant included, or it is `declined`. */
  offered: { type: 'object', properties: { ...assignedProperties, offerUntil: instant }, required: [...assignedRequired, 'offerUntil'] },
  /**
   * The offer of that `revision` is over without the agent having the session, and its slot is free: said no, did not answer in time, or the offer was
   * taken back. It is no outcome: what becomes of the session is the next one. Of the agent's reason only its length is told.
   */
  declined: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      revision: { ...count, minimum: 1 },
      shopVersion: count,
      agentId: id,
      offeredAt: instant,
      decidedAt: instant,
      how: oneOf('DECLINED', 'MISSED', 'WITHDRAWN'),
      reasonLength: count,
    },
    required: [...commonRequired, 'sessionId', 'revision', 'shopVersion', 'agentId', 'offeredAt', 'decidedAt', 'how', 'reasonLength'],
  },
  /** The bot speaks first (§3.1 step 8). */
  'to-bot': { type: 'object', properties: { ...routedProperties }, required: [...routedRequired] },
  queued: {
    type: 'object',
    properties: { ...routedProperties },
    required: [...routedRequired],
  },
  'left-message': {
    type: 'object',
    properties: {
      ...routedProperties,
      place: oneOf('CLOSED', 'MESSAGE_POOL', 'SERVICE_ASSISTANT'),
      closedPeriod: { type: ['string', 'null'] },
      nextOpeningAt: nullableInstant,
      receptionHours: { type: ['string', 'null'] },
      receptionHoursEn: { type: ['string', 'null'] },
    },
    required: [...routedRequired, 'place', 'closedPeriod', 'nextOpeningAt', 'receptionHours'],
  },
} as const;
