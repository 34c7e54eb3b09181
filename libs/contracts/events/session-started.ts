import { commonProperties, commonRequired, count, id, instant, nullableId } from '../common-fields';
import { messageType } from './message-recorded';
import { oneOf } from '../one-of';
import { orderStatus } from '../order-status';

/** The last human contact before a session (RTE-10). */
const lastHuman = {
  type: ['object', 'null'],
  properties: { agentId: id, at: instant },
  required: ['agentId', 'at'],
} as const;

/** What routing decides by, at the opening and when a human is asked for. */
const facts = {
  orderStatus,
  purchases: {
    type: 'object',
    properties: { recent: { type: 'array', items: instant }, firstPaidAt: instant },
    required: ['recent', 'firstPaidAt'],
  },
  crowds: {
    type: 'array',
    items: {
      type: 'object',
      properties: { crowdId: { type: 'string' }, kind: oneOf('MEMBER', 'CUSTOM'), joinedAt: instant },
      required: ['crowdId', 'kind', 'joinedAt'],
    },
  },
  exclusiveAgentId: id,
  needs: {
    type: 'object',
    properties: {
      skills: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' }, level: count }, required: ['name', 'level'] },
      },
      language: { type: ['string', 'null'] },
    },
    required: ['skills', 'language'],
  },
} as const;

/** A reception begins (SES-2). `reentryOf` is the session it replaces (SES-9);
 * `buyerBlocked` whether the buyer was blocked at that instant (RES-69), absent when not.
 * What the buyer's orders, crowds and exclusive agent said at that instant follows; each is absent where nothing is known:
 * `orderStatus` by RTE-19; `purchases` the payments of the last 30 days, latest first, at most ten, and the first ever (RTE-20); `crowds` those the buyer is
 * in and since when (RTE-45); `needs` what the connector says that the session asks of its agent. */
export const sessionStarted = {
  /** The bot hands a session over to a human, or the buyer asks for one: routing decides about it again (§3.1 step 8). */
  'to-human': {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      buyerId: id,
      channel: id,
      entryPoint: { type: ['string', 'null'] },
      openedAt: instant,
      requestedAt: instant,
      /** The outcome of routing that the request follows; what routing has decided since is not decided again. */
      routingRevision: count,
      lastHuman,
      ...facts,
    },
    required: [...commonRequired, 'sessionId', 'buyerId', 'channel', 'entryPoint', 'openedAt', 'requestedAt', 'lastHuman'],
  },
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
      lastHuman,
      viaBot: { type: 'boolean' },
      buyerBlocked: { type: 'boolean' },
      ...facts,
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
