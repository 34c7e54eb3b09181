import { useState } from 'react';
import { useAct } from '../api/use-act';
import { RemoveScriptDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { ScriptForm } from './script-form';
import type { ScriptRow } from './scripts-page';
import { scriptsTexts } from './scripts-texts';

/** A script as it is kept, with how often it was used. */
export function ScriptCard({ script }: { readonly script: ScriptRow }) {
  const t = useTexts(scriptsTexts);
  const { shop } = useViewer();
  const [isEdited, setEdited] = useState(false);
  const { act, refusal, isPending } = useAct(RemoveScriptDocument);
  if (isEdited)
    return (
      <li>
        <ScriptForm script={script} onDone={() => setEdited(false)} />
      </li>
    );
  return (
    <li className="card">
      <div className="row">
        <strong>{script.title}</strong>
        <span className="chip">{t.tiers[script.tier]}</span>
        {script.category && <span className="chip">{script.category.name}</span>}
        {script.keywords.map((keyword) => (
          <span key={keyword} className="chip">
            {keyword}
          </span>
        ))}
        <span className="muted">
          {t.uses} {script.uses} {script.validUntil && t.until(script.validUntil)}
        </span>
      </div>
      <p className="script-text">{script.text}</p>
      <div className="row">
        <button type="button" onClick={() => setEdited(true)}>
          {t.edit}
        </button>
        <button
          type="button"
          className="danger"
          disabled={isPending}
          onClick={() => void act({ shopId: shop.id, scriptId: script.id, expectedVersion: script.version })}
        >
          {t.remove}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
    </li>
  );
}
