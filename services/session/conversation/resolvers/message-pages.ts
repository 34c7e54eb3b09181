import { AppError } from '#libs/platform/errors';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import type { MessageConnectionResolvers, SessionMessagesArgs, SessionResolvers } from '../../generated/resolver-types';
import { messageCount, type Session } from '../domain/session';
import type { MessageRange } from '../store/load-messages';
import { messageCursor, pageSize } from './cursors';

const usualMessages = 50;

/** A session's messages, page by page in either direction, and the last of them. */
export const messagesOf: Pick<SessionResolvers, 'messages' | 'lastMessage'> = {
  messages: async ({ session }, args, { extra }) =>
    (await extra.loaders.messages.load(rangeOf(session, args))) ?? { messages: [], more: false },
  lastMessage: async ({ session }, _args, { extra }) => {
    const range = { sessionId: session.id, after: messageCount(session) - 1, most: 1 };
    return (await extra.loaders.messages.load(range))?.messages[0] ?? null;
  },
};

/** Ordinals have no gaps, so that a page before a message is a page after another. */
function rangeOf({ id: sessionId, ...session }: Session, { first, after, last, before }: Partial<SessionMessagesArgs>): MessageRange {
  if (last === null || last === undefined) {
    if (before) throw oneWay;
    return { sessionId, after: readCursor(messageCursor, after || null) ?? 0, most: pageSize(first, usualMessages) };
  }
  if (after) throw oneWay;
  const end = readCursor(messageCursor, before || null, 'before') ?? messageCount(session) + 1;
  const from = Math.max(0, end - 1 - pageSize(last, usualMessages, undefined, 'last'));
  return { sessionId, after: from, most: Math.max(0, end - 1 - from) };
}

const oneWay = new AppError('BAD_USER_INPUT', 'Messages are read forwards or backwards.', {
  field: 'last',
  expected: 'first with after, or last with before',
});

export const messageConnection: MessageConnectionResolvers = {
  edges: ({ messages }) => messages.map((node) => ({ cursor: writeCursor(node.ordinal), node })),
  nodes: ({ messages }) => [...messages],
  pageInfo: ({ messages, more }) => {
    const end = messages.at(-1);
    return { hasNextPage: more, endCursor: end ? writeCursor(end.ordinal) : null };
  },
  hasPreviousPage: ({ messages }) => (messages[0]?.ordinal ?? 1) > 1,
  startCursor: ({ messages: [start] }) => (start ? writeCursor(start.ordinal) : null),
};
