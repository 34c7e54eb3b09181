import { useTexts } from '../text/texts';
import { outbox, type Sent } from './outbox';
import { workbenchTexts } from './workbench-texts';

/** A message of ours that the server does not have yet. */
export function SentItem({ sent }: { readonly sent: Sent }) {
  const t = useTexts(workbenchTexts);
  const said = { SENDING: t.sending, WAITING: t.waitsForNetwork, REFUSED: `${t.notSent}: ${sent.refusal ?? ''}` };
  return (
    <article className="message agent on-its-way">
      <header className="muted">{said[sent.state]}</header>
      <div className="bubble">
        <p>{sent.text}</p>
      </div>
      {sent.state === 'REFUSED' && (
        <div className="row">
          <button type="button" onClick={() => outbox.again(sent.id)}>
            {t.again}
          </button>
          <button type="button" onClick={() => outbox.discard(sent.id)}>
            {t.discard}
          </button>
        </div>
      )}
    </article>
  );
}
