import { useState } from 'react';
import { useAsk } from '../api/use-ask';
import { FiguresReportDocument, MetricNamesDocument, type MetricNamesQuery } from '../generated/graphql';
import { serverClock } from '../live/server-clock';
import { RefusalNote } from '../parts/refusal-note';
import { Skeleton } from '../parts/skeleton';
import { useViewer } from '../session/viewer';
import { addDays, dateIn } from '../text/shop-dates';
import { useShopZone } from '../text/shop-time';
import { useTexts } from '../text/texts';
import { ExportButton } from './export-button';
import { figuresTexts } from './figures-texts';
import { ReportForm } from './report-form';
import { reportInput, type ReportQuestion } from './report-question';
import { ReportTables } from './report-tables';

export type Definition = NonNullable<NonNullable<MetricNamesQuery['shop']>['metricDefinitions']>[number];

/** Every metric of a range of dates, by whatever it can be told by; each number leads to its sessions. */
export function FiguresPage() {
  const t = useTexts(figuresTexts);
  const { shop } = useViewer();
  const today = dateIn(useShopZone(), serverClock.now());
  const [question, setQuestion] = useState<ReportQuestion>({
    from: addDays(today, -6),
    to: today,
    dimension: 'SHOP',
    rows: 'TOTAL',
    compare: true,
  });
  const names = useAsk(MetricNamesDocument, { shop: shop.id });
  const definitions = names.data?.shop?.metricDefinitions ?? [];
  const input = reportInput(
    question,
    definitions.map(({ metric }) => metric),
  );
  const { data, refusal, again } = useAsk(FiguresReportDocument, { shop: shop.id, input }, { enabled: definitions.length > 0 });
  const report = data?.shop?.report;
  return (
    <div className="stack">
      <h1>{t.title}</h1>
      <ReportForm question={question} onChange={setQuestion} />
      <RefusalNote refusal={refusal ?? names.refusal} onAgain={() => void again()} />
      {report ? (
        <>
          {report.recomputing > 0 && <p className="note">{t.recomputing(report.recomputing)}</p>}
          <ReportTables report={report} question={question} definitions={definitions} />
          <ExportButton input={input} />
        </>
      ) : (
        !refusal && <Skeleton />
      )}
    </div>
  );
}
