import type { Dispatch } from 'react';
import type { Refusal } from '../api/refusal';
import type { DayOfWeek } from '../generated/graphql';
import { useTexts } from '../text/texts';
import { hoursTexts } from './hours-texts';
import { daysOfWeek, windowOf, type TypedWindow, type WeekAction } from './week-state';

interface Props {
  readonly week: readonly TypedWindow[];
  readonly change: Dispatch<WeekAction>;
  /** What the server said of the last save: the window it means is marked. */
  readonly refusal: Refusal | undefined;
}

/** The windows of each day, with exact times. */
export function WeekEditor({ week, change, refusal }: Props) {
  const t = useTexts(hoursTexts);
  const numbered = week.map((window, index) => ({ ...window, index }));
  return (
    <table className="week">
      <tbody>
        {daysOfWeek.map((day) => (
          <tr key={day}>
            <th scope="row">{t.days[day]}</th>
            <td>
              <DayWindows day={day} windows={numbered.filter((each) => each.day === day)} change={change} refusal={refusal} />
            </td>
            <td className="row">
              <button type="button" onClick={() => change({ type: 'ADD', day })}>
                {t.addWindow}
              </button>
              <button type="button" className="quiet" onClick={() => change({ type: 'COPY', day, to: daysOfWeek.slice(0, 5) })}>
                {t.copyToWorkdays}
              </button>
              <button type="button" className="quiet" onClick={() => change({ type: 'COPY', day, to: daysOfWeek })}>
                {t.copyToAll}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly day: DayOfWeek;
  readonly windows: readonly (TypedWindow & { readonly index: number })[];
  readonly change: Dispatch<WeekAction>;
  readonly refusal: Refusal | undefined;
}

function DayWindows({ day, windows, change, refusal }: DayProps) {
  const t = useTexts(hoursTexts);
  const wrong = windowOf(refusal?.parts.field);
  if (windows.length === 0) return <span className="muted">{t.closed}</span>;
  return windows.map(({ start, end, index }) => {
    const field = (part: 'start' | 'end', value: string, name: string) => (
      <input
        aria-label={t.timeOf(t.days[day], name)}
        aria-invalid={wrong?.index === index && (wrong.part === undefined || wrong.part === part)}
        className="time"
        inputMode="numeric"
        placeholder="HH:mm"
        maxLength={5}
        value={value}
        onChange={(event) => change({ type: 'TYPE', index, part, text: event.target.value })}
      />
    );
    return (
      <div key={index} className="row">
        {field('start', start, t.from)} – {field('end', end, t.to)}
        <button type="button" className="quiet" aria-label={t.removeWindow} onClick={() => change({ type: 'REMOVE', index })}>
          ✕
        </button>
      </div>
    );
  });
}
