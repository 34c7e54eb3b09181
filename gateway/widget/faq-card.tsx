import type { ChatTexts } from './chat-texts';

interface Props {
  readonly questions: readonly { readonly entryId: string; readonly question: string }[];
  readonly t: ChatTexts;
  onClick(entryId: string, question: string): void;
}

/** The questions that most buyers ask: a press is answered at once. */
export const FaqCard = ({ questions, t, onClick }: Props) =>
  questions.length === 0 ? null : (
    <section class="faq" aria-label={t.questions}>
      {questions.map(({ entryId, question }) => (
        <button key={entryId} type="button" onClick={() => onClick(entryId, question)}>
          {question}
        </button>
      ))}
    </section>
  );
