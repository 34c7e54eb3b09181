import { dayOfWeek } from '../text/shop-dates';
import { useTexts } from '../text/texts';
import type { HoursShop } from './hours-page';
import { hoursTexts } from './hours-texts';
import { ruleText } from './rule-text';
import { daysOfWeek } from './week-state';
import { windowsText } from './windows-text';

type Day = NonNullable<HoursShop['receptionCalendar']>[number];

/** The coming weeks, each date with its windows and the rule they come by. */
export function HoursCalendar({ days }: { readonly days: readonly Day[] }) {
  const t = useTexts(hoursTexts);
  const [first] = days;
  const blank = first ? dayOfWeek(first.date) : 0;
  const cells = [...Array.from({ length: blank }, () => undefined), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return (
    <table className="calendar">
      <thead>
        <tr>
          {daysOfWeek.map((day) => (
            <th key={day}>{t.days[day]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => (
              <td key={day?.date ?? `blank ${at}`} className={day?.rule ? `day ${day.rule.kind.toLowerCase()}` : 'day'}>
                {day && <DayCell day={day} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day }: { readonly day: Day }) {
  const t = useTexts(hoursTexts);
  return (
    <>
      <strong>{day.date.slice(5)}</strong>
      <div>{windowsText(day.windows ?? []) || t.closed}</div>
      {day.rule && day.rule.kind !== 'WEEKLY' && <small>{ruleText(day.rule, t)}</small>}
      {!day.calendarConfirmed && <small className="muted"> {t.unconfirmed}</small>}
    </>
  );
}
