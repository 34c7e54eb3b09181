import type { Change } from './change';
import { isCourtesy } from './courtesy';
import { messageCount, type AutoKind, type Message, type MessageSource, type MessageType, type Session } from './session';

/** A message before it has its ordinal in a session. */
export interface PendingMessage {
  readonly id: string;
  readonly sender: 'BUYER' | 'AGENT' | 'BOT' | 'AUTO';
  readonly agentId: string | null;
  readonly type: MessageType;
  readonly source: MessageSource | null;
  readonly autoKind: AutoKind | null;
  readonly text: string | null;
  readonly channelMessageId: string | null;
  readonly channelSentAt: Date | null;
  /** The script or the common question it is sent from; absent: it is of none. */
  readonly sourceId?: string;
  /** Absent: the text is all there is. */
  readonly content?: Partial<MessageContent>;
}

/** What a message has beside its text. */
export type MessageContent = Pick<Message, 'reference' | 'channelKind' | 'attachments'>;

/** The message with the session's next ordinal, and the session after it. The caller holds the session, so ordinals stay gap-free. */
export function appendMessage(
  session: Session,
  pending: PendingMessage,
  now: Date,
): { readonly session: Session; readonly message: Message } {
  const { content, sourceId = null, ...said } = pending;
  const message: Message = {
    ...said,
    ...noContent,
    ...content,
    sourceId,
    ...unchanged,
    sessionId: session.id,
    shopId: session.shopId,
    buyerId: session.buyerId,
    channel: session.channel,
    ordinal: messageCount(session) + 1,
    recordedAt: now,
  };
  const counts = { ...session.counts, [pending.sender]: session.counts[pending.sender] + 1 };
  const sentSince = sentAfter(session, pending);
  return {
    message,
    session: { ...session, counts, sentSince, lastSender: pending.sender, lastMessageAt: now, ...wordOf(session, pending, now) },
  };
}

/** Each message of the buyer begins anew (SES-31). */
function sentAfter({ sentSince }: Session, { sender }: PendingMessage): number {
  if (sender === 'BUYER') return 0;
  return sender === 'AGENT' ? sentSince + 1 : sentSince;
}

/** What a message has beside its text, where it has nothing: it is new, and the text is all there is. */
export const noContent: MessageContent & Pick<Message, 'sourceId'> = {
  reference: null,
  channelKind: null,
  attachments: null,
  sourceId: null,
};
export const unchanged = { revision: null, editedAt: null, recalledAt: null, channelEditedAt: null };

/** Appends and says so: the change of a message that moves nothing else. */
export function record(
  session: Session,
  pending: PendingMessage,
  now: Date,
): { readonly change: Change; readonly session: Session; readonly message: Message } {
  const after = appendMessage(session, pending, now);
  const change: Change = {
    sessions: [after.session],
    messages: [after.message],
    buyers: [],
    facts: [{ kind: 'RECORDED', session: after.session, message: after.message }],
  };
  return { ...after, change };
}

/** A click on the card is answered as it comes, so nobody waits for a human by it (KB-5). */
const isAnswered = ({ type }: PendingMessage): boolean => type === 'FAQ_CLICK';

/** Only humans make or answer a wait; what the system sends by itself does neither (MET-4). A buyer who asks again has not been helped yet (SES-10). */
function wordOf(session: Session, pending: PendingMessage, now: Date): Partial<Session> {
  switch (pending.sender) {
    case 'BUYER':
      // Where the shop wants no courtesy to reopen anything, it is kept with what is over, and nobody waits (RES-88).
      if (session.state === 'ENDING' || session.state === 'CLOSED') return { lastBuyerMessageAt: now };
      return {
        lastBuyerMessageAt: now,
        waitingSince: isAnswered(pending) ? session.waitingSince : (session.waitingSince ?? now),
        ...(session.marks.solved && !isCourtesy(pending) && { marks: { ...session.marks, solved: null } }),
      };
    case 'AGENT':
      return {
        lastAgentMessageAt: now,
        waitingSince: null,
        firstReplyAt: session.firstReplyAt ?? now,
        firstReplyBy: session.firstReplyBy ?? pending.agentId,
        lastReplyBy: pending.agentId,
      };
    case 'BOT':
    case 'AUTO':
      return {};
    default:
      return pending.sender satisfies never;
  }
}
