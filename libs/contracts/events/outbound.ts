import { commonProperties, commonRequired, count, id, instant, nullableId } from '../common-fields';
import { nullableOneOf, oneOf } from '../one-of';
import { messageType } from './message-recorded';

const text = { type: ['string', 'null'] } as const;

const reference = {
  ...commonProperties,
  sessionId: id,
  messageId: id,
  ordinal: { ...count, minimum: 1 },
  buyerId: id,
  channel: id,
} as const;

const referenceRequired = [...commonRequired, 'sessionId', 'messageId', 'ordinal', 'buyerId', 'channel'] as const;

const change = { ...reference, revision: { ...count, minimum: 1 }, at: instant } as const;

const changeRequired = [...referenceRequired, 'revision', 'at'] as const;

/**
 * What the shop says to a buyer, for the connector of the `channel`: a reference, by which the connector asks for the text. Where the shop's policy has
 * `outboundTexts` on, `text` is what is said as it was then, and null where there is none; otherwise the field is absent.
 */
export const outbound = {
  said: {
    type: 'object',
    properties: {
      ...reference,
      sender: oneOf('AGENT', 'BOT', 'AUTO', 'SYSTEM'),
      agentId: nullableId,
      messageType,
      autoKind: nullableOneOf('CLOSED_NOTICE', 'QUEUE_NOTICE', 'WELCOME', 'FAQ_ANSWER', 'PRIORITY_PROMPT'),
      recordedAt: instant,
      text,
    },
    required: [...referenceRequired, 'sender', 'agentId', 'messageType', 'autoKind', 'recordedAt'],
  },
  edited: { type: 'object', properties: { ...change, text }, required: changeRequired },
  recalled: { type: 'object', properties: change, required: changeRequired },
} as const;
