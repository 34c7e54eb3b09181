import { useState } from 'react';
import { useAct } from '../api/use-act';
import { RemoveFaqEntryDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { EntryForm } from './entry-form';
import type { Entry } from './knowledge-page';
import { knowledgeTexts } from './knowledge-texts';

/** A common question with its answer. */
export function EntryCard({ entry }: { readonly entry: Entry }) {
  const t = useTexts(knowledgeTexts);
  const { shop } = useViewer();
  const [isEdited, setEdited] = useState(false);
  const { act, refusal, isPending } = useAct(RemoveFaqEntryDocument);
  if (isEdited)
    return (
      <li>
        <EntryForm entry={entry} question={entry.question} onDone={() => setEdited(false)} />
      </li>
    );
  return (
    <li className="card">
      <div className="row">
        <strong>{entry.question}</strong>
        {!entry.enabled && <span className="chip warn">{t.off}</span>}
        {entry.keywords.map((keyword) => (
          <span key={keyword} className="chip">
            {keyword}
          </span>
        ))}
      </div>
      <p className="script-text">{entry.answer}</p>
      <div className="row">
        <button type="button" onClick={() => setEdited(true)}>
          {t.edit}
        </button>
        <button
          type="button"
          className="danger"
          disabled={isPending}
          onClick={() => void act({ shopId: shop.id, entryId: entry.id, expectedRevision: entry.revision })}
        >
          {t.remove}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
    </li>
  );
}
