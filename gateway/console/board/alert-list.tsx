import { useContext } from 'react';
import { LanguageContext } from '../text/language-context';
import { useTexts } from '../text/texts';
import type { BoardShop } from './board-page';
import { boardTexts } from './board-texts';

/** What is amiss, each with what helps; that nothing is, is said too. */
export function AlertList({ alerts }: { readonly alerts: BoardShop['routingAlerts'] }) {
  const t = useTexts(boardTexts);
  const { language } = useContext(LanguageContext);
  if (!alerts) return null;
  if (alerts.length === 0) return <p className="note">{t.allWell}</p>;
  return (
    <ul className="stack">
      {alerts.map((alert) => (
        <li key={`${alert.kind} ${alert.pool}`} className="note note-warn">
          <p>
            <strong>{language === 'en' ? alert.en : alert.zh}</strong>
          </p>
          <p>{t.do(language === 'en' ? alert.enRemedy : alert.zhRemedy)}</p>
        </li>
      ))}
    </ul>
  );
}
