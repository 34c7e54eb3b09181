import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { messageType } from './message-recorded';
import { oneOf } from '../one-of';

export const closeReason = oneOf('AGENT_CLOSED', 'SYSTEM_IDLE', 'SYSTEM_HOLD_EXPIRED', 'REENTRY', 'AGENT_OFFLINE', 'BUYER_LEFT');

/** The whole session in one fact, for partners who read no other topic. `queuedMs` counts waiting before the first assignment. */
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
} as const;
