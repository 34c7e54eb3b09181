import type { Change } from './change';
import { messageCount, type AutoKind, type Message, type MessageSource, type MessageType, type Session } from './session';

/** A message before it has its place in a session. */
export interface Draft {
  readonly id: string;
  readonly sender: 'BUYER' | 'AGENT' | 'AUTO';
  readonly agentId: string | null;
  readonly type: MessageType;
  readonly source: MessageSource | null;
  readonly autoKind: AutoKind | null;
  readonly text: string | null;
  readonly channelMessageId: string | null;
  readonly channelSentAt: Date | null;
}

/** The message with the session's next ordinal, and the session after it. The caller holds the session, so ordinals stay gap-free. */
export function appendMessage(session: Session, draft: Draft, now: Date): { readonly session: Session; readonly message: Message } {
  const message: Message = {
    ...draft,
    sessionId: session.id,
    shopId: session.shopId,
    channel: session.channel,
    ordinal: messageCount(session) + 1,
    recordedAt: now,
  };
  const counts = { ...session.counts, [draft.sender]: session.counts[draft.sender] + 1 };
  return { message, session: { ...session, counts, lastSender: draft.sender, lastMessageAt: now, ...wordOf(session, draft, now) } };
}

/** Appends and says so: the change of a message that moves nothing else. */
export function record(
  session: Session,
  draft: Draft,
  now: Date,
): { readonly change: Change; readonly session: Session; readonly message: Message } {
  const after = appendMessage(session, draft, now);
  const change: Change = {
    sessions: [after.session],
    messages: [after.message],
    buyers: [],
    facts: [{ kind: 'RECORDED', session: after.session, message: after.message }],
  };
  return { ...after, change };
}

/** Only humans make or answer a wait; what the system sends by itself does neither (MET-4). */
function wordOf(session: Session, draft: Draft, now: Date): Partial<Session> {
  switch (draft.sender) {
    case 'BUYER':
      return { lastBuyerMessageAt: now, waitingSince: session.waitingSince ?? now };
    case 'AGENT':
      return {
        lastAgentMessageAt: now,
        waitingSince: null,
        firstReplyAt: session.firstReplyAt ?? now,
        firstReplyBy: session.firstReplyBy ?? draft.agentId,
        lastReplyBy: draft.agentId,
      };
    case 'AUTO':
      return {};
    default:
      return draft.sender satisfies never;
  }
}
