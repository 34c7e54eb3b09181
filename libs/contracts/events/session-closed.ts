import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { messageType } from './message-recorded';
import { oneOf } from '../one-of';

export const closeReason = oneOf('AGENT_CLOSED', 'SYSTEM_IDLE', 'SYSTEM_HOLD_EXPIRED', 'REENTRY', 'AGENT_OFFLINE', 'BUYER_LEFT');

/**
 * `closed`: the whole session in one fact, for partners who read no other topic. `queuedMs` counts waiting before the first assignment; until `rateableUntil`,
 * absent where no agent had it, its buyer may rate it.
 * `rated`: the buyer has rated it, within 24 hours of its end (MET-20), which may be before its hold is over: then it comes before `closed`.
 * `erased`: what the buyer of these closed sessions said and was called is gone on request; readers forget what a channel told of them too.
 */
export const sessionClosed = {
  closed: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      buyerId: id,
      channel: id,
      initiator: oneOf('BUYER', 'SHOP'),
      openingMessageType: messageType,
      openedAt: instant,
      assignedAt: nullableInstant,
      firstReplyAt: nullableInstant,
      firstReplyBy: nullableId,
      endedAt: nullableInstant,
      closedAt: instant,
      lastAgentId: nullableId,
      reason: closeReason,
      lastSender: oneOf('BUYER', 'AGENT', 'BOT', 'AUTO', 'SYSTEM'),
      counts: {
        type: 'object',
        properties: { buyer: count, agent: count, bot: count, auto: count, system: count },
        required: ['buyer', 'agent', 'bot', 'auto', 'system'],
      },
      queuedMs: count,
      reentryOf: nullableId,
      rateableUntil: instant,
    },
    required: [
      ...commonRequired,
      'sessionId',
      'buyerId',
      'channel',
      'initiator',
      'openingMessageType',
      'openedAt',
      'assignedAt',
      'firstReplyAt',
      'firstReplyBy',
      'endedAt',
      'closedAt',
      'lastAgentId',
      'reason',
      'lastSender',
      'counts',
      'queuedMs',
      'reentryOf',
    ],
  },
  rated: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      buyerId: id,
      agentId: nullableId,
      score: { type: 'integer', minimum: 1, maximum: 5 },
      solved: { type: ['boolean', 'null'] },
      ratedAt: instant,
    },
    required: [...commonRequired, 'sessionId', 'buyerId', 'agentId', 'score', 'solved', 'ratedAt'],
  },
  erased: {
    type: 'object',
    properties: { ...commonProperties, buyerId: id, buyerIds: { type: 'array', items: id }, sessionIds: { type: 'array', items: id } },
    required: [...commonRequired, 'buyerId', 'buyerIds', 'sessionIds'],
  },
} as const;
