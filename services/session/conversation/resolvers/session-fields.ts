import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { messageCount } from '../domain/session';
import type { BuyerResolvers, MessageConnectionResolvers, MessageResolvers, SessionResolvers } from '../../generated/resolver-types';
import { messageCursor, pageSize } from './cursors';

const usualMessages = 50;

export const session: SessionResolvers = {
  __resolveReference: ({ id }, { extra }) => extra.loaders.sessions.load(id),
  id: ({ session: { id } }) => id,
  state: ({ session: { state } }) => state,
  channel: ({ session: { channel } }) => channel,
  agent: ({ session: { agentId } }) => agentOf(agentId),
  openedAt: ({ session: { openedAt } }) => openedAt,
  assignedAt: ({ session: { assignedAt } }) => assignedAt,
  endedAt: ({ session: { endedAt } }) => endedAt,
  holdUntil: ({ session: { state, holdUntil } }) => (state === 'ENDING' ? holdUntil : null),
  closedAt: ({ session: { closedAt } }) => closedAt,
  closeReason: ({ session: { closeReason } }) => closeReason,
  waitingSince: ({ session: { waitingSince } }) => waitingSince,
  reentryOf: ({ session: { reentryOf } }) => reentryOf,
  orderStatus: ({ session: { facts } }) => facts?.orderStatus ?? null,
  messageCount: (view) => messageCount(view.session),
  messages: async (view, { after, first }, { extra }) => {
    const range = {
      sessionId: view.session.id,
      after: readCursor(messageCursor, after || null) ?? 0,
      most: pageSize(first, usualMessages),
    };
    return (await extra.loaders.messages.load(range)) ?? { messages: [], more: false };
  },
};

export const messageConnection: MessageConnectionResolvers = {
  edges: ({ messages }) => messages.map((node) => ({ cursor: writeCursor(node.ordinal), node })),
  nodes: ({ messages }) => [...messages],
  pageInfo: ({ messages, more }) => {
    const end = messages.at(-1);
    return { hasNextPage: more, endCursor: end ? writeCursor(end.ordinal) : null };
  },
};

export const message: MessageResolvers = { agent: ({ agentId }) => agentOf(agentId) };

export const buyer: BuyerResolvers = { __resolveReference: ({ id }, { extra }) => extra.loaders.buyers.load(id) };

const agentOf = (id: string | null): { id: string } | null => (id === null ? null : { id });
