import type { FaqEntry } from '../../knowledge/domain/faq-entry';
import { fillAnswer } from '../../knowledge/domain/fill-answer';
import { pendingAnswer } from './answer-questions';
import { record } from './append-message';
import { both, nothing } from './change';
import { decideBuyerMessage, type BuyerMessageCase, type BuyerMessageRequest } from './decide-buyer-message';
import type { MessageDone } from './message-done';
import { isLeftClosed } from './session';

/**
 * A buyer clicks a question of the card: it opens a session or joins one as a message does (SES-3), and is answered at once (KB-4), so that no human has to
 * (KB-5). One whose entry is gone or switched off, or whose answer nothing can be filled in for, counts as a text with the question's words (RES-80).
 */
export function decideFaqClick(known: BuyerMessageCase, request: BuyerMessageRequest, entry: FaqEntry | null, now: Date): MessageDone {
  const text = entry && answerOf(known, request, entry, now);
  if (known.stored || entry === null || text === null) return decideBuyerMessage(known, request, now);
  const pending = { ...request.pending, type: 'FAQ_CLICK', text: entry.question } as const;
  const { session, message, change } = decideBuyerMessage(known, { ...request, pending }, now);
  const clicked = { ...nothing, facts: [{ kind: 'FAQ_CLICKED', session, message, entryId: entry.id } as const] };
  const answered = record(session, pendingAnswer(request.answerId, text), now);
  return { outcome: 'done', session: answered.session, message, change: both(both(change, clicked), answered.change) };
}

function answerOf(
  { open, terms }: BuyerMessageCase,
  { product }: BuyerMessageRequest,
  { enabled, answer }: FaqEntry,
  now: Date,
): string | null {
  if (!enabled) return null;
  const closed = open && isLeftClosed(open, now) ? open.closed : null;
  const hours = closed && { ...terms, receptionHours: closed.receptionHours, nextOpeningAt: closed.until };
  return fillAnswer(answer, product ?? open?.product ?? null, hours);
}
