import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { nullableOneOf, oneOf } from '../one-of';

export const messageType = oneOf(
  'TEXT',
  'IMAGE',
  'VIDEO',
  'EMOJI',
  'PRODUCT_CARD',
  'ORDER_CARD',
  'FAQ_CLICK',
  'VOICE',
  'FILE',
  'LOCATION',
  'STICKER',
  'CONTACT',
  'UNKNOWN',
);

const change = {
  ...commonProperties,
  sessionId: id,
  messageId: id,
  ordinal: { ...count, minimum: 1 },
  sender: oneOf('BUYER', 'AGENT', 'BOT', 'AUTO', 'SYSTEM'),
  agentId: nullableId,
  revision: { ...count, minimum: 1 },
  at: instant,
} as const;

const changeRequired = [...commonRequired, 'sessionId', 'messageId', 'ordinal', 'sender', 'agentId', 'revision', 'at'] as const;

/**
 * One message, without its text. `ordinal` is gap-free in its session; `length` counts characters; `stateThen` is the session's state after it. A message that is
 * edited or recalled keeps its place and its instant, and counts as it did: `revision` is 1, 2, 3 … of its changes.
 */
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
  edited: { type: 'object', properties: { ...change, length: count }, required: [...changeRequired, 'length'] },
  recalled: { type: 'object', properties: change, required: changeRequired },
} as const;
