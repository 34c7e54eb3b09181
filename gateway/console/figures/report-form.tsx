import type { ReportDimension, ReportRows } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { figuresTexts } from './figures-texts';
import { rowsOf, type ReportQuestion } from './report-question';

const dimensions: readonly ReportDimension[] = ['SHOP', 'AGENT', 'GROUP', 'POOL', 'ORDER_STATUS', 'ENTRY_POINT', 'CHANNEL'];

interface Props {
  readonly question: ReportQuestion;
  onChange(question: ReportQuestion): void;
}

/** Which dates, told by what. */
export function ReportForm({ question, onChange }: Props) {
  const t = useTexts(figuresTexts);
  const rows = rowsOf(question.dimension);
  const set = (change: Partial<ReportQuestion>) => onChange({ ...question, ...change });
  return (
    <div className="row card">
      <label className="field">
        {t.from}
        <input type="date" value={question.from} onChange={(event) => set({ from: event.target.value })} />
      </label>
      <label className="field">
        {t.to}
        <input type="date" value={question.to} onChange={(event) => set({ to: event.target.value })} />
      </label>
      <label className="field">
        {t.by}
        <select
          value={question.dimension}
          onChange={(event) => {
            const dimension = event.target.value as ReportDimension;
            set({ dimension, rows: rowsOf(dimension)[0]! });
          }}
        >
          {dimensions.map((each) => (
            <option key={each} value={each}>
              {t.dimensions[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t.rows}
        <select value={question.rows} onChange={(event) => set({ rows: event.target.value as ReportRows })}>
          {rows.map((each) => (
            <option key={each} value={each}>
              {t.rowKinds[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input type="checkbox" checked={question.compare} onChange={(event) => set({ compare: event.target.checked })} /> {t.compare}
      </label>
    </div>
  );
}
