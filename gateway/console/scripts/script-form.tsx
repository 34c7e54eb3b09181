import { useState } from 'react';
import { useAct } from '../api/use-act';
import { SaveScriptDocument, type ScriptTier } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { isManager, useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import type { ScriptRow } from './scripts-page';
import { scriptsTexts } from './scripts-texts';

interface Props {
  readonly script?: ScriptRow;
  onDone(): void;
}

/** A new script, or another version of one. Somebody else's change meanwhile is told before anything is overwritten. */
export function ScriptForm({ script, onDone }: Props) {
  const t = useTexts(scriptsTexts);
  const viewer = useViewer();
  const { act, refusal, isPending } = useAct(SaveScriptDocument);
  const [title, setTitle] = useState(script?.title ?? '');
  const [text, setText] = useState(script?.text ?? '');
  const [keywords, setKeywords] = useState(script?.keywords.join(' ') ?? '');
  const tier: ScriptTier = script?.tier ?? (isManager(viewer) ? 'PUBLIC' : 'PERSONAL');
  const save = async () => {
    const input = {
      shopId: viewer.shop.id,
      title: title.trim(),
      text,
      keywords: keywords.split(/\s+/).filter((each) => each !== ''),
      ...(script ? { scriptId: script.id, expectedVersion: script.version } : { tier }),
    };
    if (await act(input)) onDone();
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
        {t.name}
        <input value={title} maxLength={100} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label className="field">
        {t.text}
        <textarea rows={4} maxLength={5_000} value={text} onChange={(event) => setText(event.target.value)} />
        <small className="muted">{t.textHelp}</small>
      </label>
      <label className="field">
        {t.keywords}
        <input value={keywords} onChange={(event) => setKeywords(event.target.value)} />
      </label>
      <div className="row">
        <button type="submit" className="primary" disabled={isPending || title.trim() === ''}>
          {t.save}
        </button>
        <button type="button" onClick={onDone}>
          {t.cancel}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
    </form>
  );
}
