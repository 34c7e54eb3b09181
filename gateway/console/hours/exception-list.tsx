import { useTexts } from '../text/texts';
import type { TypedException } from './draft-editor';
import { hoursTexts } from './hours-texts';

interface Props {
  readonly title: string;
  readonly add: string;
  readonly list: readonly TypedException[];
  readonly hasWindows?: boolean;
  onChange(list: readonly TypedException[]): void;
}

/** Dates on which other hours hold, or none. */
export function ExceptionList({ title, add, list, hasWindows = false, onChange }: Props) {
  const t = useTexts(hoursTexts);
  const set = (index: number, change: Partial<TypedException>) =>
    onChange(list.map((each, at) => (at === index ? { ...each, ...change } : each)));
  return (
    <section className="stack">
      <h2>{title}</h2>
      {list.map((each, index) => (
        <div key={index} className="row">
          <input
            aria-label={t.name}
            placeholder={t.name}
            value={each.name}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <input aria-label={t.from} type="date" value={each.from} onChange={(event) => set(index, { from: event.target.value })} />
          <input aria-label={t.to} type="date" value={each.to} onChange={(event) => set(index, { to: event.target.value })} />
          {hasWindows && (
            <input
              aria-label={t.allDay}
              placeholder={t.allDay}
              size={28}
              value={each.windows}
              onChange={(event) => set(index, { windows: event.target.value })}
            />
          )}
          <button
            type="button"
            className="quiet"
            aria-label={`${t.remove} ${each.name}`}
            onClick={() => onChange(list.filter((_, at) => at !== index))}
          >
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => onChange([...list, { name: '', from: '', to: '', windows: '' }])}>
          {add}
        </button>
      </div>
    </section>
  );
}
