import type { Database } from '#libs/platform/database/database';
import { readMessages } from '../app/read-sessions';
import { messageCount } from '../domain/session';
import type { BuyerResolvers, MessageConnectionResolvers, MessageResolvers, SessionResolvers } from '../../generated/resolver-types';
import { fromMessageCursor, pageSize, toMessageCursor } from './cursors';

const usualMessages = 50;

export const createSession = (db: Database): SessionResolvers => ({
  __resolveReference: ({ id }, { extra }) => extra.loaders.sessions.load(id),
  id: ({ session }) => session.id,
  state: ({ session }) => session.state,
  channel: ({ session }) => session.channel,
  buyer: ({ buyer }) => buyer,
  agent: ({ session }) => agentOf(session.agentId),
  openedAt: ({ session }) => session.openedAt,
  assignedAt: ({ session }) => session.assignedAt,
  endedAt: ({ session }) => session.endedAt,
  holdUntil: ({ session }) => (session.state === 'ENDING' ? session.holdUntil : null),
  closedAt: ({ session }) => session.closedAt,
  closeReason: ({ session }) => session.closeReason,
  waitingSince: ({ session }) => session.waitingSince,
  reentryOf: ({ session }) => session.reentryOf,
  messageCount: ({ session }) => messageCount(session),
  messages: ({ session }, args) =>
    readMessages(db, session.shopId, session.id, {
      after: args.after ? fromMessageCursor(args.after) : 0,
      first: pageSize(args.first, usualMessages),
    }),
});

export const messageConnection: MessageConnectionResolvers = {
  edges: ({ messages }) => messages.map((message) => ({ cursor: toMessageCursor(message.ordinal), node: message })),
  nodes: ({ messages }) => [...messages],
  pageInfo: ({ messages, more }) => {
    const end = messages.at(-1);
    return { hasNextPage: more, endCursor: end ? toMessageCursor(end.ordinal) : null };
  },
};

export const message: MessageResolvers = { agent: ({ agentId }) => agentOf(agentId) };

export const buyer: BuyerResolvers = { __resolveReference: ({ id }, { extra }) => extra.loaders.buyers.load(id) };

const agentOf = (id: string | null): { id: string } | null => (id === null ? null : { id });
