import { useState } from 'react';
import { useAct } from '../api/use-act';
import { SaveFaqEntryDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { WarningList } from '../parts/warning-list';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import type { Entry } from './knowledge-page';
import { knowledgeTexts } from './knowledge-texts';

interface Props {
  readonly entry?: Entry;
  readonly question: string;
  onDone(): void;
}

/** A common question, new or changed. What is advised about the answer stays in view until it is closed. */
export function EntryForm({ entry, question: begun, onDone }: Props) {
  const t = useTexts(knowledgeTexts);
  const { shop } = useViewer();
  const { act, refusal, isPending, done } = useAct(SaveFaqEntryDocument);
  const [question, setQuestion] = useState(begun);
  const [answer, setAnswer] = useState(entry?.answer ?? '');
  const [keywords, setKeywords] = useState(entry?.keywords.join(' ') ?? '');
  const save = async () => {
    const saved = await act({
      shopId: shop.id,
      question: question.trim(),
      answer,
      keywords: keywords.split(/\s+/).filter((each) => each !== ''),
      ...(entry && { entryId: entry.id, expectedRevision: entry.revision }),
    });
    if (saved?.saveFaqEntry.warnings.length === 0) onDone();
  };
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label className="field">
        {t.question}
        <input value={question} maxLength={200} onChange={(event) => setQuestion(event.target.value)} />
      </label>
      <label className="field">
        {t.answer}
        <textarea rows={4} value={answer} onChange={(event) => setAnswer(event.target.value)} />
      </label>
      <label className="field">
        {t.keywords}
        <input value={keywords} onChange={(event) => setKeywords(event.target.value)} />
      </label>
      <div className="row">
        <button type="submit" className="primary" disabled={isPending || question.trim() === '' || answer.trim() === ''}>
          {t.save}
        </button>
        <button type="button" onClick={onDone}>
          {t.cancel}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
      <WarningList warnings={done?.saveFaqEntry.warnings ?? []} />
    </form>
  );
}
