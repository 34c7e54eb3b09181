import { useState } from 'react';
import { useAsk } from '../api/use-ask';
import { TryReceptionDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { instantIn } from '../text/instant-in';
import { useShopTime, useShopZone } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { hoursTexts } from './hours-texts';
import { ruleText } from './rule-text';

/** What a buyer who writes at an instant would be told, without anybody writing (SCH-13). */
export function TryReception() {
  const t = useTexts(hoursTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const [at, setAt] = useState('');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<{ at?: string; text?: string }>();
  const zone = useShopZone();
  const { data, refusal } = useAsk(TryReceptionDocument, { shop: shop.id, ...asked }, { enabled: asked !== undefined });
  const tried = asked && data?.previewReception;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked({ ...(at !== '' && { at: instantIn(zone, at) }), ...(text !== '' && { text }) });
      }}
    >
      <div className="row">
        <label className="field">
          {t.tryAt}
          <input type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
        </label>
        <label className="field">
          {t.tryText}
          <input value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
        </label>
        <button type="submit" className="primary">
          {t.tryIt}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
      {tried && (
        <div className="note">
          <p>
            {time.full(tried.at)}: {t.states[tried.reception.state]} {tried.reception.rule && ruleText(tried.reception.rule, t)}
          </p>
          <p>
            <strong>{t.outcomes[tried.outcome]}</strong>
          </p>
          {tried.answer && <p>{tried.answer}</p>}
          {tried.nextOpeningAt && <p>{t.nextOpening(time.full(tried.nextOpeningAt))}</p>}
        </div>
      )}
    </form>
  );
}
