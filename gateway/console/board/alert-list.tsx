import { useSaid, useTexts } from '../text/texts';
import type { BoardShop } from './board-page';
import { boardTexts } from './board-texts';

/** What is amiss, each with what helps; that nothing is, is said too. */
export function AlertList({ alerts }: { readonly alerts: BoardShop['routingAlerts'] }) {
  const t = useTexts(boardTexts);
  const said = useSaid();
  if (!alerts) return null;
  if (alerts.length === 0) return <p className="note">{t.allWell}</p>;
  return (
    <ul className="stack">
      {alerts.map((alert) => (
        <li key={`${alert.kind} ${alert.pool}`} className="note note-warn">
          <p>
            <strong>{said(alert.zh, alert.en)}</strong>
          </p>
          <p>{t.do(said(alert.zhRemedy, alert.enRemedy))}</p>
        </li>
      ))}
    </ul>
  );
}
