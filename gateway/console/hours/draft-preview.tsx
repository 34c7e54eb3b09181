import { useState } from 'react';
import { useAct } from '../api/use-act';
import { useAsk } from '../api/use-ask';
import {
  AnnounceReceptionHoursDocument,
  HoursPreviewDocument,
  PublishReceptionDraftDocument,
  type HoursPreviewQuery,
} from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { hoursTexts } from './hours-texts';
import { ruleText } from './rule-text';
import { windowsText } from './windows-text';

/** The draft as it would act, and its publishing. */
export function DraftPreview({ canWrite }: { readonly canWrite: boolean }) {
  const t = useTexts(hoursTexts);
  const { shop } = useViewer();
  const { data, refusal } = useAsk(HoursPreviewDocument, { shop: shop.id });
  const publish = useAct(PublishReceptionDraftDocument);
  const announce = useAct(AnnounceReceptionHoursDocument);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const preview = data?.shop?.receptionPreview;
  const goOn = async (withNotice: boolean) => {
    const published = await publish.act({ shopId: shop.id });
    if (!published) return;
    const { version, warnings: said } = published.publishReceptionDraft;
    const told = withNotice ? await announce.act({ shopId: shop.id, version: version.number, channels: ['NOTICE_BOARD'] }) : undefined;
    setWarnings([...said, ...(told?.announceReceptionHours.warnings ?? [])].map(({ message }) => message));
  };
  if (refusal) return <RefusalNote refusal={refusal} />;
  if (!preview) return <Skeleton />;
  return (
    <section className="stack">
      <h2>{t.preview}</h2>
      <WhatChanges preview={preview} />
      {canWrite && (
        <div className="row">
          <button type="button" className="primary" disabled={publish.isPending} onClick={() => void goOn(false)}>
            {t.publish}
          </button>
          <button type="button" disabled={publish.isPending} onClick={() => void goOn(true)}>
            {t.publish} + {t.announce}
          </button>
        </div>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="note note-warn">
          {warning}
        </p>
      ))}
      <RefusalNote refusal={publish.refusal ?? announce.refusal} />
    </section>
  );
}

type Preview = NonNullable<NonNullable<HoursPreviewQuery['shop']>['receptionPreview']>;

/** What the draft would change, date by date, and for whom. */
function WhatChanges({ preview }: { readonly preview: Preview }) {
  const t = useTexts(hoursTexts);
  const time = useShopTime();
  return (
    <>
      <p>{t.acts(time.full(preview.effectiveFrom))}</p>
      <p>{t.waiting[preview.waitingBuyers]}</p>
      {preview.announcementMissing && <p className="note note-warn">{t.announcementMissing}</p>}
      {preview.shiftsOutside.length > 0 && (
        <p className="note note-warn">
          {t.shiftsOutside(preview.shiftsOutside.length)}{' '}
          {preview.shiftsOutside
            .slice(0, 5)
            .map(({ shift }) => `${shift.agent?.nickname ?? ''} ${shift.date} ${shift.start}-${shift.end}`)
            .join(', ')}
        </p>
      )}
      {preview.days.length === 0 ? (
        <p className="muted">{t.noDifference}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{t.date}</th>
              <th>{t.before}</th>
              <th>{t.after}</th>
            </tr>
          </thead>
          <tbody>
            {preview.days.map(({ date, before, after }) => (
              <tr key={date}>
                <td>{date}</td>
                {[before, after].map(({ windows, rule }, index) => (
                  <td key={index}>
                    {windowsText(windows ?? []) || t.closed} {rule && <small className="muted">{ruleText(rule, t)}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
