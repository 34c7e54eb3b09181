import { useState } from 'react';
import { useAsk } from '../api/use-ask';
import { ScriptsDocument, SearchScriptsDocument, type ScriptsQuery, type ScriptTier } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { ScriptCard } from './script-card';
import { ScriptForm } from './script-form';
import { scriptsTexts } from './scripts-texts';

export type ScriptRow = NonNullable<NonNullable<ScriptsQuery['shop']>['scripts']>['nodes'][number];

/** What is said again and again: kept in three tiers, found by part, pinyin or initials. */
export function ScriptsPage() {
  const t = useTexts(scriptsTexts);
  const { shop } = useViewer();
  const [tier, setTier] = useState<ScriptTier>();
  const [typed, setTyped] = useState('');
  const [after, setAfter] = useState<string>();
  const [isNew, setNew] = useState(false);
  const query = typed.trim();
  const listed = useAsk(ScriptsDocument, { shop: shop.id, ...(tier && { tier }), ...(after && { after }) });
  const found = useAsk(SearchScriptsDocument, { shop: shop.id, query }, { enabled: query !== '', every: 3_000 });
  const page = listed.data?.shop?.scripts;
  const hits = new Set((found.data?.searchScripts ?? []).map(({ script }) => script.id));
  const rows = page?.nodes.filter(({ id }) => query === '' || hits.has(id));
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <div className="row">
        <select
          aria-label={t.tier}
          value={tier ?? ''}
          onChange={(event) => setTier((event.target.value || undefined) as ScriptTier | undefined)}
        >
          <option value="">{t.anyTier}</option>
          {(['PUBLIC', 'DEPARTMENT', 'PERSONAL'] as const).map((each) => (
            <option key={each} value={each}>
              {t.tiers[each]}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label={t.find}
          placeholder={t.find}
          size={32}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" className="primary" onClick={() => setNew(true)}>
          {t.add}
        </button>
      </div>
      <RefusalNote refusal={listed.refusal ?? found.refusal} />
      {isNew && <ScriptForm onDone={() => setNew(false)} />}
      {!rows && !listed.refusal && <Skeleton />}
      {rows?.length === 0 && <p className="note">{query === '' ? t.none : t.notFound}</p>}
      <ul className="stack">
        {rows?.map((script) => (
          <ScriptCard key={script.id} script={script} />
        ))}
      </ul>
      {page?.pageInfo.hasNextPage && (
        <button type="button" onClick={() => setAfter(page.pageInfo.endCursor ?? undefined)}>
          {t.more}
        </button>
      )}
    </div>
  );
}
