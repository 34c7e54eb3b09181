import { useAct } from '../api/use-act';
import { LiftOverrideDocument, OverrideReceptionDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import type { HoursShop } from './hours-page';
import { hoursTexts } from './hours-texts';
import { ruleText } from './rule-text';

interface Props {
  readonly hours: HoursShop;
  readonly canWrite: boolean;
}

/** Open or closed now, by which rule, and the switch by hand. */
export function ReceptionCard({ hours: { reception, holidayMode, announcements }, canWrite }: Props) {
  const t = useTexts(hoursTexts);
  const time = useShopTime();
  if (!reception) return null;
  const { state, rule, nextChangeAt, override, receptionHours } = reception;
  return (
    <section className="card stack" aria-label={t.states[state]}>
      <div className="row">
        <strong className={state === 'OPEN' ? 'chip good' : 'chip bad'}>{t.states[state]}</strong>
        {rule && <span>{ruleText(rule, t)}</span>}
        {nextChangeAt && <span className="muted">{t.until(time.short(nextChangeAt))}</span>}
        {!reception.calendarConfirmed && <span className="chip warn">{t.unconfirmed}</span>}
        {holidayMode?.isOn && <span className="chip warn">{t.holidayMode}</span>}
      </div>
      {receptionHours && <p>{receptionHours}</p>}
      {override && (
        <p className="note note-warn">
          {t.byHand(override.open)} {override.to && t.until(time.short(override.to))} {override.reason}
        </p>
      )}
      {canWrite && <ByHand isOverridden={override !== null} />}
      {(announcements?.nodes ?? []).map((announcement) => (
        <p key={announcement.id} className="muted">
          {t.announced} ({t.announcementStates[announcement.state]}, {time.short(announcement.publishAt)}): {announcement.text}
        </p>
      ))}
    </section>
  );
}

function ByHand({ isOverridden }: { readonly isOverridden: boolean }) {
  const t = useTexts(hoursTexts);
  const { shop } = useViewer();
  const set = useAct(OverrideReceptionDocument);
  const lift = useAct(LiftOverrideDocument);
  const turn = (open: boolean) => void set.act({ shopId: shop.id, open, minutes: 30, reason: t.handReason });
  return (
    <div className="row">
      <button type="button" disabled={set.isPending} onClick={() => turn(false)}>
        {t.closeNow}
      </button>
      <button type="button" disabled={set.isPending} onClick={() => turn(true)}>
        {t.openNow}
      </button>
      {isOverridden && (
        <button type="button" className="primary" disabled={lift.isPending} onClick={() => void lift.act({ shopId: shop.id })}>
          {t.lift}
        </button>
      )}
      <RefusalNote refusal={set.refusal ?? lift.refusal} />
    </div>
  );
}
