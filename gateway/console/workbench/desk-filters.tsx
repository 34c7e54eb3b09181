import { useEffect, useState } from 'react';
import type { OrderStatus, SessionOrder } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { orderStatuses, sessionOrders, type WorkbenchSearch } from './workbench-search';
import { workbenchTexts } from './workbench-texts';

interface Props {
  readonly search: WorkbenchSearch;
  onChange(change: Partial<WorkbenchSearch>): void;
}

/** How a list is ordered, and what of it is shown. */
export function DeskFilters({ search, onChange }: Props) {
  const t = useTexts(workbenchTexts);
  return (
    <div className="desk-filters">
      <select aria-label={t.order} value={search.orderBy} onChange={(event) => onChange({ orderBy: event.target.value as SessionOrder })}>
        {sessionOrders.map((each) => (
          <option key={each} value={each}>
            {t.orders[each]}
          </option>
        ))}
      </select>
      <select
        aria-label={t.status}
        value={search.status ?? ''}
        onChange={(event) => onChange({ status: (event.target.value || undefined) as OrderStatus | undefined })}
      >
        <option value="">{t.anyStatus}</option>
        {orderStatuses.map((each) => (
          <option key={each} value={each}>
            {t.statuses[each]}
          </option>
        ))}
      </select>
      <FindField value={search.text ?? ''} onChange={(text) => onChange({ text: text || undefined })} />
    </div>
  );
}

const restMs = 300;

/** Asks once the typing rests. */
function FindField({ value, onChange }: { readonly value: string; onChange(text: string): void }) {
  const t = useTexts(workbenchTexts);
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed.trim()), restMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <input
      type="search"
      aria-label={t.find}
      placeholder={t.find}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
