import { useEffect } from 'react';
import { useAct } from '../api/use-act';
import { ConversationDocument, MarkReadDocument, type TalkFragment } from '../generated/graphql';
import { useLive } from '../live/use-live';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useTexts } from '../text/texts';
import { Composer } from './composer';
import { MessageLog } from './message-log';
import { SessionHead } from './session-head';
import { SidePane } from './side-pane';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly sessionId: string;
  onBack(): void;
}

/** One session: the talk, the answer, and what is known of it. */
export function SessionView({ sessionId, onBack }: Props) {
  const { account } = useViewer();
  const {
    value: talk,
    state,
    refusal,
  } = useLive(
    ConversationDocument,
    { session: sessionId },
    (before: TalkFragment | undefined, event) => event.sessionChanged.session ?? before,
  );
  const isMine = talk?.agent?.id === account.id;
  useReading(talk, isMine);
  return (
    <>
      <section className={state.kind === 'OFFLINE' ? 'talk stale' : 'talk'}>
        <RefusalNote refusal={refusal} />
        {talk ? (
          <>
            <SessionHead talk={talk} isMine={isMine} onBack={onBack} />
            <MessageLog talk={talk} />
            {isMine && talk.state !== 'CLOSED' ? <Composer talk={talk} /> : <NotMine talk={talk} />}
          </>
        ) : (
          <Skeleton />
        )}
      </section>
      {talk && <SidePane talk={talk} canSend={isMine && talk.state !== 'CLOSED'} />}
    </>
  );
}

function NotMine({ talk }: { readonly talk: TalkFragment }) {
  const t = useTexts(workbenchTexts);
  if (talk.state === 'CLOSED') return <p className="note">{t.states.CLOSED}</p>;
  return <p className="note">{talk.agent ? t.answeredBy(talk.agent.account?.nickname ?? talk.agent.id) : t.notYours}</p>;
}

/** What is in view of its agent counts as read. */
function useReading(talk: TalkFragment | undefined, isMine: boolean): void {
  const { shop } = useViewer();
  const { act } = useAct(MarkReadDocument, { quiet: true });
  const last = talk?.messages?.nodes.at(-1)?.ordinal ?? 0;
  const unread = isMine && talk !== undefined && last > talk.agentReadTo;
  const sessionId = talk?.id;
  useEffect(() => {
    if (unread && sessionId !== undefined && document.visibilityState === 'visible')
      void act({ shopId: shop.id, sessionId, ordinal: last });
  }, [act, unread, last, sessionId, shop.id]);
}
