import { useState } from 'react';
import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import { KnowledgeDocument, SaveFaqCardDocument, type KnowledgeQuery } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { WarningList } from '../parts/warning-list';
import { toggled } from '../parts/toggled';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { EntryCard } from './entry-card';
import { EntryForm } from './entry-form';
import { knowledgeTexts } from './knowledge-texts';

type Knowledge = NonNullable<KnowledgeQuery['shop']>;
export type Entry = NonNullable<Knowledge['faqEntries']>['nodes'][number];

/** What buyers ask again and again: the answers, the card they see first, and what is asked without an answer. */
export function KnowledgePage() {
  const t = useTexts(knowledgeTexts);
  const { shop } = useViewer();
  const { data, refusal, again } = useAsk(KnowledgeDocument, { shop: shop.id });
  const [begun, setBegun] = useState<{ readonly question: string }>();
  const known = data?.shop;
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <RefusalNote refusal={refusal} onAgain={() => void again()} />
      {known ? (
        <>
          <Card knowledge={known} />
          <div>
            <button type="button" className="primary" onClick={() => setBegun({ question: '' })}>
              {t.add}
            </button>
          </div>
          {begun && <EntryForm key={begun.question} question={begun.question} onDone={() => setBegun(undefined)} />}
          {known.faqEntries?.nodes.length === 0 && <p className="note">{t.none}</p>}
          <ul className="stack">
            {known.faqEntries?.nodes.map((entry) => (
              <EntryCard key={entry.id} entry={entry} />
            ))}
          </ul>
          <Asked knowledge={known} onTake={(question) => setBegun({ question })} />
        </>
      ) : (
        !refusal && <Skeleton />
      )}
    </div>
  );
}

function Card({ knowledge: { faqCard, faqEntries } }: { readonly knowledge: Knowledge }) {
  const t = useTexts(knowledgeTexts);
  const { shop } = useViewer();
  const { act, refusal, done } = useAct(SaveFaqCardDocument);
  const chosen = faqCard?.entries.map(({ id }) => id) ?? [];
  const choose = (id: string) => void act({ shopId: shop.id, entryIds: toggled(chosen, id), expectedRevision: faqCard?.revision ?? 0 });
  return (
    <section className="card stack">
      <h2>{t.card}</h2>
      {chosen.length === 0 && <p className="muted">{t.cardEmpty}</p>}
      <ol className="row">
        {faqCard?.entries.map(({ id, question }) => (
          <li key={id} className="chip">
            {question}
          </li>
        ))}
      </ol>
      <div className="row">
        {faqEntries?.nodes
          .filter(({ enabled }) => enabled)
          .map(({ id, question }) => (
            <label key={id}>
              <input type="checkbox" aria-label={t.showOnCard(question)} checked={chosen.includes(id)} onChange={() => choose(id)} />{' '}
              {question}
            </label>
          ))}
      </div>
      <RefusalNote refusal={refusal} />
      <WarningList warnings={done?.saveFaqCard.warnings ?? []} />
    </section>
  );
}

interface AskedProps {
  readonly knowledge: Knowledge;
  onTake(question: string): void;
}

function Asked({ knowledge: { faqProposals }, onTake }: AskedProps) {
  const t = useTexts(knowledgeTexts);
  const open = (faqProposals ?? []).filter(({ entry }) => entry === null);
  if (open.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t.asked}</h2>
      <ul className="stack">
        {open.map(({ question, sessions }) => (
          <li key={question} className="row">
            {question} <span className="chip">{t.times(sessions)}</span>
            <button type="button" onClick={() => onTake(question)}>
              {t.takeUp}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
