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
 * What is said, and what is known of who says it; never a text.
 * `recorded`: one message. `ordinal` is gap-free in its session; `length` counts characters; `stateThen` is the session's state after it.
 * `edited`, `recalled`: the message keeps its place and its instant, and counts as it did; `revision` is 1, 2, 3 … of its changes.
 * `faq-clicked`: the message is a click on a question of the card, and its answer follows it (KB-4, MET-5).
 * `faq-card-shown`: a buyer entered the chat page and saw the card (KB-3); `sessionId` is that of their open session, if any.
 * `buyer-changed`: somebody of the shop has changed what is known of a buyer, never what; `sessionId` is that of their open session, if any, `otherId` the
 * identity that they were merged with.
 * `suggestion-reported`: an agent says that a recommended reply is wrong (KB-12).
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
  'faq-clicked': {
    type: 'object',
    properties: { ...commonProperties, sessionId: id, messageId: id, ordinal: { ...count, minimum: 1 }, entryId: id, clickedAt: instant },
    required: [...commonRequired, 'sessionId', 'messageId', 'ordinal', 'entryId', 'clickedAt'],
  },
  'faq-card-shown': {
    type: 'object',
    properties: {
      ...commonProperties,
      buyerId: id,
      channel: id,
      sessionId: nullableId,
      entryIds: { type: 'array', items: id },
      shownAt: instant,
    },
    required: [...commonRequired, 'buyerId', 'channel', 'sessionId', 'entryIds', 'shownAt'],
  },
  'suggestion-reported': {
    type: 'object',
    properties: { ...commonProperties, sessionId: id, reportId: id, kind: oneOf('FAQ', 'SCRIPT'), suggestionId: id, messageId: nullableId },
    required: [...commonRequired, 'sessionId', 'reportId', 'kind', 'suggestionId', 'messageId'],
  },
  read: {
    type: 'object',
    properties: { ...commonProperties, sessionId: id, by: oneOf('AGENT', 'BUYER'), ordinal: { ...count, minimum: 1 }, at: instant },
    required: [...commonRequired, 'sessionId', 'by', 'ordinal', 'at'],
  },
  delivered: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      messageId: id,
      ordinal: { ...count, minimum: 1 },
      state: oneOf('ACCEPTED', 'FAILED'),
      at: instant,
    },
    required: [...commonRequired, 'sessionId', 'messageId', 'ordinal', 'state', 'at'],
  },
  'buyer-changed': {
    type: 'object',
    properties: {
      ...commonProperties,
      buyerId: id,
      sessionId: nullableId,
      change: oneOf('PROFILE', 'BLOCKED', 'UNBLOCKED', 'EXCLUSIVE_AGENT', 'MERGED', 'UNMERGED'),
      otherId: nullableId,
    },
    required: [...commonRequired, 'buyerId', 'sessionId', 'change', 'otherId'],
  },
} as const;
