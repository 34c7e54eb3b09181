import { useState } from 'react';
import type { FiguresReportQuery, MetricName, ReportFigureFragment } from '../generated/graphql';
import { useSaid, useTexts } from '../text/texts';
import { figureText } from './figure-text';
import { FigureSessions } from './figure-sessions';
import type { Definition } from './figures-page';
import { figuresTexts } from './figures-texts';
import { halfHourText, type ReportQuestion } from './report-question';

type Report = NonNullable<NonNullable<FiguresReportQuery['shop']>['report']>;

interface Props {
  readonly report: Report;
  readonly question: ReportQuestion;
  readonly definitions: readonly Definition[];
}

/** Metrics down, periods or members across; the total leads to its sessions. */
export function ReportTables({ report, question, definitions }: Props) {
  const t = useTexts(figuresTexts);
  const said = useSaid();
  const [shown, setShown] = useState<MetricName>();
  const nameOf = ({ key, agent, group }: Report['rows'][number]) =>
    agent?.account?.nickname ?? group?.name ?? (question.rows === 'HALF_HOUR' ? halfHourText(key) : key);
  const columns = question.rows === 'TOTAL' ? [] : report.rows;
  return (
    <div className="scrolls">
      <table>
        <thead>
          <tr>
            <th>{t.metric}</th>
            <th className="number">{question.rows === 'TOTAL' ? t.now : t.total}</th>
            {report.before && <th className="number">{t.before}</th>}
            {columns.map((row) => (
              <th key={row.key} className="number">
                {nameOf(row)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {definitions.map((definition) => (
            <tr key={definition.metric}>
              <th scope="row" title={said(definition.zhSentence, definition.enSentence)}>
                <button type="button" className="quiet" aria-haspopup="dialog" onClick={() => setShown(definition.metric)}>
                  {said(definition.zh, definition.en)}
                </button>
              </th>
              <Cell figures={report.total} definition={definition} />
              {report.before && <Cell figures={report.before} definition={definition} />}
              {columns.map(({ key, figures }) => (
                <Cell key={key} figures={figures} definition={definition} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown && (
        <FigureSessions
          definition={definitions.find(({ metric }) => metric === shown)!}
          question={question}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  );
}

function Cell({ figures, definition }: { readonly figures: readonly ReportFigureFragment[]; readonly definition: Definition }) {
  const t = useTexts(figuresTexts);
  const figure = figures.find(({ metric }) => metric === definition.metric);
  if (!figure) return <td />;
  return (
    <td className="number">
      {figureText(figure, definition.unit, t.seconds)}
      {figure.pending > 0 && <small className="muted"> {t.pending(figure.pending)}</small>}
      {figure.grade && figure.grade !== 'OK' && (
        <span className={figure.grade === 'BREACH' ? 'chip bad' : 'chip warn'}> {t.grades[figure.grade]}</span>
      )}
    </td>
  );
}
