import { commonProperties, commonRequired, count, id, instant, nullableId } from '../common-fields';
import { messageType } from './message-recorded';
import { oneOf } from '../one-of';

/** A reception begins (SES-2). `lastHuman` is the last human contact before it (RTE-10); `reentryOf` the session it replaces (SES-9);
 * `buyerBlocked` whether the buyer was blocked at that instant (RES-69), absent where nobody can block buyers. */
export const sessionStarted = {
  started: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      buyerId: id,
      channel: id,
      initiator: oneOf('BUYER', 'SHOP'),
      entryPoint: { type: ['string', 'null'] },
      openingMessage: {
        type: 'object',
        properties: { id, type: messageType, ordinal: count },
        required: ['id', 'type', 'ordinal'],
      },
      openedAt: instant,
      timeZone: { type: 'string' },
      reentryOf: nullableId,
      lastHuman: {
        type: ['object', 'null'],
        properties: { agentId: id, at: instant },
        required: ['agentId', 'at'],
      },
      viaBot: { type: 'boolean' },
      buyerBlocked: { type: 'boolean' },
    },
    required: [
      ...commonRequired,
      'sessionId',
      'buyerId',
      'channel',
      'initiator',
      'openingMessage',
      'openedAt',
      'timeZone',
      'reentryOf',
      'lastHuman',
      'viaBot',
    ],
  },
} as const;
