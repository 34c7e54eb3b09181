import { useState } from 'react';
import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import { BuyerPaneDocument, SaveNoteDocument, type TalkFragment } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { moneyText } from '../text/money';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { workbenchTexts } from './workbench-texts';

/** Who the buyer is: customer, profile, orders, what was said before; and the note that goes along with the session. */
export function BuyerPane({ talk }: { readonly talk: TalkFragment }) {
  const t = useTexts(workbenchTexts);
  const time = useShopTime();
  const { data, refusal } = useAsk(BuyerPaneDocument, { session: talk.id });
  const buyer = data?.session?.buyer;
  if (refusal) return <RefusalNote refusal={refusal} />;
  if (!buyer) return <Skeleton />;
  const { customer, profile } = buyer;
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t.channel}</dt>
        <dd>
          {buyer.channel} · {buyer.externalId}
        </dd>
      </dl>
      {buyer.block && <p className="note note-bad">{t.blocked(buyer.block.reason ?? '')}</p>}
      {customer && (
        <p>
          {customer.badge === 'OLD_CUSTOMER' && <span className="chip good">{t.oldCustomer}</span>}
          {customer.badge === 'CLAIMED_NO_ORDER' && <span className="chip warn">{t.claimed}</span>} {t.paidOrders(customer.paidOrders)}
          {customer.lastPaidAt && `, ${t.lastPaid(time.short(customer.lastPaidAt))}`}
        </p>
      )}
      {profile && (
        <p>
          {profile.interests.map((interest) => (
            <span key={interest} className="chip">
              {interest}
            </span>
          ))}
          {profile.sizes.map(({ name, value }) => (
            <span key={name} className="chip">
              {name} {value}
            </span>
          ))}{' '}
          {profile.note}
        </p>
      )}
      <NoteField talk={talk} />
      <Orders orders={buyer.orders?.nodes ?? []} />
      <section>
        <h3>{t.history}</h3>
        <ul>
          {(buyer.sessions?.nodes ?? []).map((session) => (
            <li key={session.id}>
              {time.full(session.openedAt)} · {t.states[session.state]}
              {session.closeReason && ` · ${t.closeReasons[session.closeReason]}`}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface OrderRow {
  readonly id: string;
  readonly channelOrderId: string;
  readonly status: keyof (typeof workbenchTexts)['en']['statuses'];
  readonly amount: { readonly minorUnits: number; readonly currency: string } | null;
}

function Orders({ orders }: { readonly orders: readonly OrderRow[] }) {
  const t = useTexts(workbenchTexts);
  return (
    <section>
      <h3>{t.ordersTitle}</h3>
      {orders.length === 0 && <p className="muted">{t.noOrders}</p>}
      <ul>
        {orders.map(({ id, channelOrderId, status, amount }) => (
          <li key={id}>
            {channelOrderId} <span className="chip">{t.statuses[status]}</span> {amount && moneyText(amount)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoteField({ talk }: { readonly talk: TalkFragment }) {
  const t = useTexts(workbenchTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const [typed, setTyped] = useState<string>();
  const { act, refusal, isPending } = useAct(SaveNoteDocument);
  const text = typed ?? talk.note?.text ?? '';
  const save = async () => {
    if (await act({ shopId: shop.id, sessionId: talk.id, text: text.trim() === '' ? null : text.trim() })) setTyped(undefined);
  };
  return (
    <section className="field">
      <label htmlFor="session-note">{t.note}</label>
      <textarea id="session-note" rows={2} maxLength={500} value={text} onChange={(event) => setTyped(event.target.value)} />
      {talk.note && typed === undefined && (
        <small className="muted">{t.noteBy(talk.note.by?.account?.nickname ?? '', time.short(talk.note.at))}</small>
      )}
      {typed !== undefined && (
        <button type="button" disabled={isPending} onClick={() => void save()}>
          {t.noteSave}
        </button>
      )}
      <RefusalNote refusal={refusal} />
    </section>
  );
}
