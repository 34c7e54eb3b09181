import { useAct } from '../api/use-act';
import { RollbackReceptionScheduleDocument } from '../generated/graphql';
import { RefusalNote } from '../parts/refusal-note';
import { useViewer } from '../session/viewer';
import { useShopTime } from '../text/shop-time';
import { useTexts } from '../text/texts';
import type { HoursShop } from './hours-page';
import { hoursTexts } from './hours-texts';

interface Props {
  readonly hours: HoursShop;
  readonly canWrite: boolean;
}

/** Who changed the hours when and why, and the way back. */
export function HoursVersions({ hours, canWrite }: Props) {
  const t = useTexts(hoursTexts);
  const time = useShopTime();
  const { shop } = useViewer();
  const { act, isPending, refusal } = useAct(RollbackReceptionScheduleDocument);
  return (
    <>
      <RefusalNote refusal={refusal} />
      <table>
        <thead>
          <tr>
            <th>{t.version}</th>
            <th>{t.effectiveFrom.split(/[((]/)[0]}</th>
            <th>{t.savedBy}</th>
            <th>{t.reason}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {(hours.receptionVersions?.nodes ?? []).map((version) => (
            <tr key={version.number}>
              <td>
                {version.number} {version.number === hours.reception?.version && <span className="chip good">{t.inForce}</span>}
                {version.withdrawnAt && <span className="chip">{t.withdrawn}</span>}
              </td>
              <td>{time.full(version.effectiveFrom)}</td>
              <td>
                {version.bySystem ? t.system : version.savedBy?.nickname}, {time.short(version.savedAt)}
              </td>
              <td>{version.reason}</td>
              <td>
                {canWrite && version.number !== hours.reception?.version && (
                  <button type="button" disabled={isPending} onClick={() => void act({ shopId: shop.id, version: version.number })}>
                    {t.rollBack}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
