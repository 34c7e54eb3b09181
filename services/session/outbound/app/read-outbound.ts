import type { Database } from '#libs/platform/database/database';
import { viewsOf } from '../../conversation/app/read-sessions';
import type { SessionView } from '../../conversation/app/session-view';
import type { Message } from '../../conversation/domain/session';
import { loadCases } from '../../conversation/store/load-cases';
import { messagesById, type MessageName } from '../../conversation/store/load-messages';

/** What is said to a buyer, with the session and the buyer. */
export interface OutboundView {
  readonly message: Message;
  readonly session: SessionView;
}

/** Those of these messages that the shop has said to buyers, each at its place; null at the others. */
export async function readOutbound(db: Database, shopId: string, names: readonly MessageName[]): Promise<(OutboundView | null)[]> {
  const sessions = [...new Set(names.map(({ sessionId }) => sessionId))];
  const [messages, cases] = await db.transaction([shopId], (tx) =>
    Promise.all([messagesById(tx, names), loadCases(tx, { buyers: [], sessions })]),
  );
  const [said, views] = [new Map(messages.map((message) => [message.id, message])), viewsOf(cases)];
  return names.map(({ id, sessionId }) => {
    const [message, session] = [said.get(id), views.get(sessionId)];
    return message?.sessionId === sessionId && session && message.sender !== 'BUYER' ? { message, session } : null;
  });
}
