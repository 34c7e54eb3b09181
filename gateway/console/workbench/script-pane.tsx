import { useDeferredValue, useState } from 'react';
import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import { SearchScriptsDocument, SendScriptDocument, SuggestRepliesDocument, type TalkFragment } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly talk: TalkFragment;
  readonly canSend: boolean;
}

interface Sendable {
  readonly key: string;
  readonly title: string;
  readonly text: string | null;
  readonly what: { readonly scriptId: string } | { readonly faqEntryId: string };
}

/** What could be said: suggestions by the buyer's last message, and a search over all scripts. One press sends. */
export function ScriptPane({ talk, canSend }: Props) {
  const t = useTexts(workbenchTexts);
  const { shop } = useViewer();
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const found = useAsk(SearchScriptsDocument, { shop: shop.id, query }, { enabled: query !== '', every: 3_000 });
  const suggested = useAsk(SuggestRepliesDocument, { shop: shop.id, session: talk.id });
  const { act, isPending, refusal } = useAct(SendScriptDocument);
  const send = (what: Sendable['what']) => void act({ shopId: shop.id, sessionId: talk.id, ...what });
  const suggestions: Sendable[] = (suggested.data?.suggestReplies ?? []).flatMap(({ script, faqEntry }): Sendable[] =>
    script
      ? [{ key: script.id, title: script.title, text: script.text, what: { scriptId: script.id } }]
      : faqEntry
        ? [{ key: faqEntry.id, title: faqEntry.question, text: faqEntry.answer, what: { faqEntryId: faqEntry.id } }]
        : [],
  );
  const hits: Sendable[] = (found.data?.searchScripts ?? []).map(({ script }) => ({
    key: script.id,
    title: script.title,
    text: script.text,
    what: { scriptId: script.id },
  }));
  return (
    <div className="stack">
      <input
        type="search"
        aria-label={t.searchScripts}
        placeholder={t.searchScripts}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <RefusalNote refusal={refusal ?? found.refusal} />
      {query === '' && suggestions.length > 0 && <h3>{t.suggestions}</h3>}
      {query !== '' && found.data && hits.length === 0 && <p className="muted">{t.noScripts}</p>}
      <ul className="stack">
        {(query === '' ? suggestions : hits).map(({ key, title, text, what }) => (
          <li key={key} className="card">
            <strong>{title}</strong>
            <p>{text}</p>
            {canSend && (
              <button type="button" disabled={isPending} onClick={() => send(what)}>
                {t.sendNow}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
