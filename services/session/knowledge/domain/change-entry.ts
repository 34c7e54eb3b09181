import { placeholdersOf, withNames } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { comparable } from './comparable-text';
import type { FaqContent, FaqEntry } from './faq-entry';
import { answerPlaceholders } from './fill-answer';

/** What a save says of an entry. Absent means as before (RES-84); null stands for none where there can be none, else for as before. */
export interface FaqChange {
  readonly question?: string | null | undefined;
  readonly keywords?: readonly string[] | null | undefined;
  readonly answer?: string | null | undefined;
  readonly productIds?: readonly string[] | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly position?: number | null | undefined;
}

type Changed = FaqContent & Pick<FaqEntry, 'phrases'>;

/** An entry after a change, or a new one; refuses what nothing could be compared with, and placeholders that nothing can be filled in for. */
export function changeEntry(before: FaqContent | null, change: FaqChange): Changed | Refusal {
  const question = change.question ?? before?.question;
  const answer = change.answer ?? before?.answer;
  if (question === undefined) return wrong('question', 'what buyers ask, in 1 to 200 characters');
  if (answer === undefined) return wrong('answer', 'what they are answered, in 1 to 2000 characters');
  const named = parseAnswer(answer);
  if (isRefusal(named)) return named;
  const content: FaqContent = {
    question,
    keywords: orNone(change.keywords, before?.keywords),
    answer: named,
    productIds: orNone(change.productIds, before?.productIds),
    enabled: change.enabled ?? before?.enabled ?? true,
    position: change.position ?? before?.position ?? 0,
  };
  const phrases = phrasesOf(content);
  return isRefusal(phrases) ? phrases : { ...content, phrases };
}

const orNone = (given: readonly string[] | null | undefined, before: readonly string[] = []): readonly string[] =>
  given === undefined ? before : [...new Set(given)];

/** Question and keywords as they are compared; each says something that can be compared. */
function phrasesOf({ question, keywords }: Pick<FaqContent, 'question' | 'keywords'>): string[] | Refusal {
  const phrases = [question, ...keywords].map(comparable);
  const silent = phrases.indexOf('');
  if (silent >= 0) return wrong(silent === 0 ? 'question' : `keywords.${silent - 1}`, 'a text with a letter or a digit in it');
  return [...new Set(phrases)];
}

/** With its placeholders under the names that are kept (RES-58). */
function parseAnswer(answer: string): string | Refusal {
  const { unknown } = placeholdersOf(answerPlaceholders, answer);
  if (unknown.length === 0) return withNames(answerPlaceholders, answer);
  const names = Object.keys(answerPlaceholders).map((name) => `{${name}}`);
  return refuse('UNKNOWN_PLACEHOLDER', `Nothing can be filled in for {${unknown[0]}}.`, {
    field: 'answer',
    expected: `${names.join(', ')}, and nothing else in braces`,
  });
}

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', `${field} is missing or cannot be used.`, { field, expected });
