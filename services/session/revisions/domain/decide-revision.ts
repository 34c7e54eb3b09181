import { refuse, type Refusal } from '#libs/platform/errors';
import { nothing } from '../../conversation/domain/change';
import type { MessageDone } from '../../conversation/domain/message-done';
import { minutesAfter, type Message, type Session } from '../../conversation/domain/session';
import type { MessageCase } from './message-case';
import { edited, recalled, type Revised } from './revision';

/** The buyer takes a message back, at any time: what a channel has done cannot be refused. A second time changes nothing. */
export function decideBuyerRecall({ message, session }: MessageCase, now: Date): MessageDone | Refusal {
  if (message === null || session === null) return notDelivered;
  if (message.recalledAt !== null) return { outcome: 'done', session, message, change: nothing };
  return revise(session, recalled(message, { agentId: null, now }), 'RECALLED', now);
}

/** The agent takes back what it wrote, within the shop's time. A second time changes nothing. */
export function decideRecall(known: MessageCase, now: Date): MessageDone | Refusal {
  const own = ownMessage(known);
  if ('outcome' in own) return own;
  const { session, message, agentId } = own;
  if (message.recalledAt !== null) return { outcome: 'done', session, message, change: nothing };
  return tooLate(known, message, now) ?? revise(session, recalled(message, { agentId, now }), 'RECALLED', now);
}

/** The agent puts another text in place of what it wrote, within the shop's time. The same text changes nothing. */
export function decideEdit(known: MessageCase, text: string, now: Date): MessageDone | Refusal {
  const own = ownMessage(known);
  if ('outcome' in own) return own;
  const { session, message, agentId } = own;
  if (message.recalledAt !== null) return wasRecalled;
  if (message.text === text) return { outcome: 'done', session, message, change: nothing };
  return tooLate(known, message, now) ?? revise(session, edited(message, text, null, { agentId, now }), 'EDITED', now);
}

function ownMessage({ message, session, account }: MessageCase): { session: Session; message: Message; agentId: string } | Refusal {
  if (message === null || session === null) return unknown;
  if (account === null || !account.active) return inactive;
  if (message.sender !== 'AGENT' || message.agentId !== account.id) return foreign;
  return { session, message, agentId: account.id };
}

/** Exactly the shop's minutes are still within them. */
function tooLate({ terms }: MessageCase, message: Message, now: Date): Refusal | undefined {
  const minutes = terms?.recallMinutes ?? 0;
  if (minutes > 0 && now <= minutesAfter(message.recordedAt, minutes)) return undefined;
  const expected = minutes === 0 ? 'a shop that allows it: messageRecallMinutes is 0' : `a message of the last ${minutes} minutes`;
  return refuse('MESSAGE_FIXED', 'This message can no longer be changed.', { field: 'messageId', expected });
}

function revise(session: Session, revised: Revised, kind: 'EDITED' | 'RECALLED', now: Date): MessageDone {
  const { message } = revised;
  return { outcome: 'done', session, message, change: { ...nothing, revised: [revised], facts: [{ kind, session, message, at: now }] } };
}

const unknown = refuse('MESSAGE_NOT_FOUND', 'No such message in this session.', {
  field: 'messageId',
  expected: 'the id of a message of this session',
});
const notDelivered = refuse('MESSAGE_NOT_FOUND', 'No such message of this buyer was delivered.', {
  field: 'channelMessageId',
  expected: 'the channel’s id of a message that was delivered; deliver it first, then tell again',
  retryable: true,
});
const inactive = refuse('FORBIDDEN', 'Your account is not active in this shop.', { expected: 'an active account' });
const foreign = refuse('NOT_ASSIGNED', 'Somebody else wrote this message.', { field: 'messageId', expected: 'a message that you wrote' });
const wasRecalled = refuse('MESSAGE_FIXED', 'This message was recalled.', {
  field: 'messageId',
  expected: 'a message that was not recalled',
});
