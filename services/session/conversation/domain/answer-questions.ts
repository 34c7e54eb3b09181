import { answerQuestion } from '../../knowledge/domain/answer-question';
import type { FaqAnswer } from '../../knowledge/domain/faq-entry';
import { record, type PendingMessage } from './append-message';
import { both, nothing, type Change } from './change';
import type { Session, ShopTerms } from './session';

/** What a shop answers common questions with, and how it speaks to buyers. */
export interface ShopFaq {
  readonly entries: readonly FaqAnswer[];
  readonly terms: Pick<ShopTerms, 'timeZone' | 'language'>;
}

/** A buyer's message that may be a common question, and the id of its answer, should it be one. */
export interface Question {
  readonly text: string | null;
  readonly answerId: string;
}

/** The session with answers to those of the questions that its shop has answers to, one answer of each entry (SCH-16). Only a closed shop answers so. */
export function answerQuestions(
  session: Session,
  questions: readonly Question[],
  { entries, terms }: ShopFaq,
  now: Date,
): { readonly session: Session; readonly change: Change } {
  let done = { session, change: nothing };
  if (session.closed === null) return done;
  const { receptionHours, until: nextOpeningAt } = session.closed;
  const given = new Set<string>();
  for (const { text, answerId } of questions) {
    const answer = answerQuestion({ entries, text, product: session.product, hours: { receptionHours, nextOpeningAt, ...terms } });
    if (answer === null || given.has(answer.entryId)) continue;
    given.add(answer.entryId);
    const recorded = record(done.session, pendingAnswer(answerId, answer.text), now);
    done = { session: recorded.session, change: both(done.change, recorded.change) };
  }
  return done;
}

export const pendingAnswer = (id: string, text: string): PendingMessage => ({
  id,
  sender: 'AUTO',
  agentId: null,
  type: 'TEXT',
  source: 'AUTO',
  autoKind: 'FAQ_ANSWER',
  text,
  channelMessageId: null,
  channelSentAt: null,
});
