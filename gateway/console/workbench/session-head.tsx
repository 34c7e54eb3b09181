import { useState } from 'react';
import { useAct } from '../api/use-act';
import { EndSessionDocument, MarkSessionDocument, type TalkFragment } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { TransferDialog } from './transfer-dialog';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly talk: TalkFragment;
  readonly isMine: boolean;
  onBack(): void;
}

/** Who it is, how it stands, and what can be done with it. */
export function SessionHead({ talk, isMine, onBack }: Props) {
  const t = useTexts(workbenchTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const mark = useAct(MarkSessionDocument);
  const about = { shopId: shop.id, sessionId: talk.id };
  return (
    <header className="talk-head">
      <button type="button" className="quiet back" onClick={onBack} aria-label={t.listsLabel}>
        ←
      </button>
      <h2>{talk.buyer.name ?? talk.buyer.id}</h2>
      <span className="chip">{t.states[talk.state]}</span>
      {talk.state === 'ENDING' && talk.holdUntil && <span className="muted">{t.slotFree(time.clock(talk.holdUntil))}</span>}
      {talk.closeReason && <span className="muted">{t.closeReasons[talk.closeReason]}</span>}
      {isMine && talk.state !== 'CLOSED' && (
        <div className="row talk-acts">
          <button type="button" onClick={() => void mark.act({ ...about, difficult: !talk.difficult })}>
            {talk.difficult ? t.unmarkDifficult : t.markDifficult}
          </button>
          <button type="button" onClick={() => void mark.act({ ...about, solved: talk.solvedAt === null })}>
            {talk.solvedAt ? t.unmarkSolved : t.markSolved}
          </button>
          <TransferDialog sessionId={talk.id} />
          {talk.state === 'ACTIVE' && <EndButton sessionId={talk.id} />}
        </div>
      )}
      <RefusalNote refusal={mark.refusal} />
    </header>
  );
}

type Ending = 'NOT_ASKED' | 'ASKED' | 'UNANSWERED';

/** Ends it, asked twice; where the buyer waits for an answer the server says so first (SES-10). */
function EndButton({ sessionId }: { readonly sessionId: string }) {
  const t = useTexts(workbenchTexts);
  const { shop } = useViewer();
  const { act, isPending, refusal, forget } = useAct(EndSessionDocument);
  const [ending, setEnding] = useState<Ending>('NOT_ASKED');
  const end = async () => {
    const done = await act({ shopId: shop.id, sessionId, confirm: ending === 'UNANSWERED' });
    if (done?.endSession.session.state === 'ACTIVE') setEnding('UNANSWERED');
  };
  if (ending === 'NOT_ASKED')
    return (
      <button type="button" className="danger" onClick={() => setEnding('ASKED')}>
        {t.end}
      </button>
    );
  return (
    <span role="alertdialog" aria-label={t.end} className="row">
      {ending === 'UNANSWERED' && <span>{t.endConfirm}</span>}
      <button type="button" className="danger" disabled={isPending} onClick={() => void end()}>
        {ending === 'UNANSWERED' ? t.endAnyway : t.end}
      </button>
      <button type="button" onClick={() => (setEnding('NOT_ASKED'), forget())}>
        {t.cancel}
      </button>
      <RefusalNote refusal={refusal} />
    </span>
  );
}
