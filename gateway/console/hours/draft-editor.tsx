import { useReducer, useState } from 'react';
import { useAct } from '../api/use-act';
import { DiscardReceptionDraftDocument, SaveReceptionDraftDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { DraftPreview } from './draft-preview';
import { ExceptionList } from './exception-list';
import type { HoursShop } from './hours-page';
import { hoursTexts } from './hours-texts';
import { weekAfter, type TypedWindow } from './week-state';
import { WeekEditor } from './week-editor';
import { typedWindows, windowsText } from './windows-text';

interface Props {
  readonly hours: HoursShop;
  readonly canWrite: boolean;
}

export interface TypedException {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly windows: string;
}

/** The hours as they are being changed: saved as a draft, looked at, then published. */
export function DraftEditor({ hours, canWrite }: Props) {
  const t = useTexts(hoursTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const { receptionDraft: draft } = hours;
  const begun = draft ?? inForceOf(hours);
  const [week, change] = useReducer(weekAfter, begun?.weekly ?? [], (windows): readonly TypedWindow[] => windows);
  const [closures, setClosures] = useState<readonly TypedException[]>((begun?.closures ?? []).map((each) => ({ ...each, windows: '' })));
  const [ranges, setRanges] = useState<readonly TypedException[]>(
    (begun?.ranges ?? []).map((each) => ({ ...each, windows: windowsText(each.windows) })),
  );
  const [notice, setNotice] = useState(begun?.closedNotice ?? '');
  const [effectiveFrom, setEffectiveFrom] = useState(draft?.effectiveFrom ?? '');
  const [reason, setReason] = useState(draft?.reason ?? '');
  const save = useAct(SaveReceptionDraftDocument);
  const input = {
    shopId: shop.id,
    weekly: [...week],
    closures: closures.map(({ name, from, to }) => ({ name, from, to })),
    ranges: ranges.map(({ name, from, to, windows }) => ({ name, from, to, windows: typedWindows(windows) })),
    closedNotice: notice === '' ? null : notice,
    effectiveFrom: effectiveFrom === '' ? null : effectiveFrom,
    reason: reason === '' ? null : reason,
    ...(draft && { expectedRevision: draft.revision }),
  };
  return (
    <fieldset disabled={!canWrite} className="stack plain">
      {draft && <p className="note">{t.draftOf(time.short(draft.savedAt))}</p>}
      {draft?.isStale && <p className="note note-warn">{t.stale}</p>}
      <WeekEditor week={week} change={change} refusal={save.refusal} />
      <ExceptionList title={t.closures} add={t.addClosure} list={closures} onChange={setClosures} />
      <ExceptionList title={t.ranges} add={t.addRange} list={ranges} onChange={setRanges} hasWindows />
      <label className="field">
        {t.notice}
        <textarea rows={2} value={notice} onChange={(event) => setNotice(event.target.value)} />
        <small className="muted">{t.noticeHelp}</small>
      </label>
      <div className="row">
        <label className="field">
          {t.effectiveFrom}
          <input type="date" value={effectiveFrom} onChange={(event) => setEffectiveFrom(event.target.value)} />
        </label>
        <label className="field">
          {t.reason}
          <input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
      </div>
      <RefusalNote refusal={save.refusal} />
      {canWrite && (
        <div className="row">
          <button type="button" className="primary" disabled={save.isPending} onClick={() => void save.act(input)}>
            {t.saveDraft}
          </button>
          {draft && <DiscardButton />}
        </div>
      )}
      {draft && <DraftPreview canWrite={canWrite} />}
    </fieldset>
  );
}

const inForceOf = ({ receptionVersions, reception }: HoursShop) =>
  receptionVersions?.nodes.find(({ number }) => number === reception?.version);

function DiscardButton() {
  const t = useTexts(hoursTexts);
  const { shop } = useViewer();
  const { act, refusal } = useAct(DiscardReceptionDraftDocument);
  return (
    <>
      <button type="button" onClick={() => void act({ shopId: shop.id })}>
        {t.discard}
      </button>
      <RefusalNote refusal={refusal} />
    </>
  );
}
