import { useRef, type KeyboardEvent } from 'react';
import type { TalkFragment } from '../generated/graphql';
import { serverClock } from '../live/server-clock';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { meaningOf } from './composing';
import { outbox } from './outbox';
import { useDraft } from './use-draft';
import { workbenchTexts } from './workbench-texts';

const longest = 5_000;

/** Where an agent answers: bound to one session, its draft kept as it is typed. */
export function Composer({ talk }: { readonly talk: TalkFragment }) {
  const t = useTexts(workbenchTexts);
  const { shop, account } = useViewer();
  const [draft, setDraft] = useDraft(talk.id);
  const composedAt = useRef(0);
  const text = draft.trim();
  const send = () => {
    if (text === '' || draft.length > longest) return;
    outbox.add({ id: crypto.randomUUID(), shopId: shop.id, sessionId: talk.id, text, at: serverClock.now() });
    setDraft('');
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, ctrlKey, metaKey, shiftKey, keyCode } = event;
    const justComposed = performance.now() - composedAt.current < 50;
    const pressed = { key, ctrlKey, metaKey, shiftKey, keyCode, isComposing: event.nativeEvent.isComposing };
    const meaning = meaningOf(pressed, account.preferences?.sendKey ?? 'ENTER', justComposed);
    if (meaning === undefined) return;
    event.preventDefault();
    if (meaning === 'SEND') return send();
    const { selectionStart, selectionEnd } = event.currentTarget;
    setDraft(`${draft.slice(0, selectionStart)}\n${draft.slice(selectionEnd)}`);
  };
  return (
    <div className="composer">
      <Hints talk={talk} onUse={setDraft} />
      <textarea
        aria-label={t.compose}
        placeholder={t.composePlaceholder}
        rows={3}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={press}
        onCompositionEnd={() => (composedAt.current = performance.now())}
      />
      <div className="row composer-foot">
        <span className={draft.length > longest ? 'field-error' : 'muted'}>{t.characters(draft.length)}</span>
        <button type="button" className="primary" disabled={text === '' || draft.length > longest} onClick={send}>
          {t.send}
        </button>
      </div>
    </div>
  );
}

/** What the server advises here, with the line it proposes. */
function Hints({ talk, onUse }: { readonly talk: TalkFragment; onUse(line: string): void }) {
  const t = useTexts(workbenchTexts);
  return (talk.hints ?? []).map(({ kind, line }) => (
    <div key={kind} className="note row">
      <span>
        {t.hints[kind]} {line}
      </span>
      {line !== null && (
        <button type="button" onClick={() => onUse(line)}>
          {t.useLine}
        </button>
      )}
    </div>
  ));
}
