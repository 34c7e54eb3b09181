import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { nullableOneOf, oneOf } from '../one-of';

export const messageType = oneOf('TEXT', 'IMAGE', 'VIDEO', 'EMOJI', 'PRODUCT_CARD', 'ORDER_CARD', 'FAQ_CLICK');

/** One message, without its text. `ordinal` is gap-free in its session; `length` counts characters; `stateThen` is the session's state after it. */
export const messageRecorded = {
  recorded: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      messageId: id,
      ordinal: { ...count, minimum: 1 },
      sender: oneOf('BUYER', 'AGENT', 'BOT', 'AUTO', 'SYSTEM'),
      agentId: nullableId,
      messageType,
      source: nullableOneOf('TYPED', 'SCRIPT', 'KB', 'AUTO'),
      autoKind: nullableOneOf('CLOSED_NOTICE', 'QUEUE_NOTICE', 'WELCOME', 'FAQ_ANSWER', 'PRIORITY_PROMPT'),
      length: count,
      recordedAt: instant,
      channelSentAt: nullableInstant,
      stateThen: oneOf('BOT', 'QUEUED', 'LEFT_MESSAGE', 'ACTIVE', 'ENDING', 'CLOSED'),
    },
    required: [
      ...commonRequired,
      'sessionId',
      'messageId',
      'ordinal',
      'sender',
      'agentId',
      'messageType',
      'source',
      'autoKind',
      'length',
      'recordedAt',
      'stateThen',
    ],
  },
} as const;
