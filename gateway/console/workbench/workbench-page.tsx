import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { documentId } from '../api/ask';
import { useAsk } from '../api/use-ask';
import { DeskDocument, InboxDocument } from '../generated/graphql';
import { useLive } from '../live/use-live';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { DeskFilters } from './desk-filters';
import { DeskTabs } from './desk-tabs';
import { SessionList } from './session-list';
import { SessionView } from './session-view';
import { SlowNotice } from './slow-notice';
import './workbench.css';
import { useWorkbenchSearch } from './workbench-search';
import { workbenchTexts } from './workbench-texts';

/** Where agents answer: their lists on the left, the talk in the middle, what is known of it on the right. */
export function WorkbenchPage() {
  const t = useTexts(workbenchTexts);
  const { shop } = useViewer();
  const [search, setSearch] = useWorkbenchSearch();
  const { list, orderBy, status, text } = search;
  const variables = { shop: shop.id, list, orderBy, ...(status && { orderStatuses: [status] }), ...(text && { text }) };
  const { data, refusal, again } = useAsk(DeskDocument, variables, { every: 10_000 });
  useChangesOfDesk();
  const desk = data?.shop;
  return (
    <div className={search.session ? 'workbench has-session' : 'workbench'}>
      <h1 id="desk-title" className="visually-hidden">
        {t.listsLabel}
      </h1>
      <section className="desk" aria-labelledby="desk-title">
        <SlowNotice slow={data?.slowReplies} onShow={(session) => setSearch({ list: 'WAITING_FOR_ME', session })} />
        <DeskTabs counts={desk?.deskCounts} list={list} onChoose={(chosen) => setSearch({ list: chosen })} />
        <DeskFilters search={search} onChange={setSearch} />
        <RefusalNote refusal={refusal} onAgain={() => void again()} />
        {desk?.sessions ? (
          <SessionList
            rows={desk.sessions.nodes}
            limits={desk.policy ?? noLimits}
            chosen={search.session}
            list={list}
            onChoose={(id) => setSearch({ session: id })}
          />
        ) : (
          <Skeleton />
        )}
      </section>
      {search.session ? (
        <SessionView key={search.session} sessionId={search.session} onBack={() => setSearch({ session: undefined })} />
      ) : (
        <p className="choose muted">{t.choose}</p>
      )}
    </div>
  );
}

/** Each change of one's sessions has the lists asked anew: what is shown is what the server says, never what was added up here. */
function useChangesOfDesk(): void {
  const client = useQueryClient();
  const { value } = useLive(InboxDocument, {}, (times: number | undefined) => (times ?? 0) + 1);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: [documentId(DeskDocument)] });
  }, [client, value]);
}

const noLimits = { slowReplySeconds: null, quickReplySeconds: null };
