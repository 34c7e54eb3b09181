import { useState } from 'react';
import { useAsk } from '../api/use-ask';
import { WhatWouldHappenDocument, type OrderStatus } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useSaid, useTexts } from '../text/texts';
import { orderStatuses } from '../workbench/workbench-search';
import { workbenchTexts } from '../workbench/workbench-texts';
import { routingTexts } from './routing-texts';

/** Who would get a buyer who came now, and why, without anybody coming. */
export function WhatHappens() {
  const t = useTexts(routingTexts);
  const w = useTexts(workbenchTexts);
  const said = useSaid();
  const { shop } = useViewer();
  const [status, setStatus] = useState<OrderStatus>();
  const [asked, setAsked] = useState<{ readonly orderStatus?: OrderStatus }>();
  const { data, refusal } = useAsk(WhatWouldHappenDocument, { input: { shopId: shop.id, ...asked } }, { enabled: asked !== undefined });
  const found = asked && data?.simulateRouting;
  return (
    <section className="card stack">
      <h2>{t.happens}</h2>
      <div className="row">
        <label className="field">
          {t.status}
          <select value={status ?? ''} onChange={(event) => setStatus((event.target.value || undefined) as OrderStatus | undefined)}>
            <option value="">{t.any}</option>
            {orderStatuses.map((each) => (
              <option key={each} value={each}>
                {w.statuses[each]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="primary" onClick={() => setAsked(status ? { orderStatus: status } : {})}>
          {t.ask}
        </button>
      </div>
      <RefusalNote refusal={refusal} />
      {found && (
        <div className="note">
          <p>
            <strong>{t.outcomes[found.outcome]}</strong> {found.agent?.account?.nickname} <span className="chip">{found.rule}</span>
          </p>
          <p>{said(found.explanation.zh, found.explanation.en)}</p>
          <ul>
            {found.explanation.candidates.map(({ agent, verdict, load, maxCapacity }) => (
              <li key={agent.id}>
                {agent.account?.nickname ?? agent.id} ({load}/{maxCapacity ?? '∞'}): {w.verdicts[verdict]}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
