import { date, instant, json, table, text, uuid } from '#libs/platform/database/table';
import type { SavedQuestion, KeptReport } from '../domain/saved-report';

export const savedReportTable = table(
  'saved_report',
  {
    shopId: uuid().key(),
    reportId: uuid().key(),
    name: text(),
    question: json<SavedQuestion>(),
    format: text<KeptReport['format']>(),
    cron: text().null(),
    webhookId: uuid().null(),
    nextAt: instant().null(),
  },
  { indices: [{ name: 'saved_report_due', fields: ['nextAt'], where: 'next_at IS NOT NULL' }] },
);

export const reportRunTable = table(
  'report_run',
  {
    shopId: uuid().key(),
    runId: uuid().key(),
    reportId: uuid().fixed(),
    dueAt: instant().fixed(),
    ranAt: instant().fixed(),
    fromDate: date().fixed(),
    toDate: date().fixed(),
    file: text().null().fixed(),
    error: text().null().fixed(),
  },
  { indices: [{ name: 'report_run_by_time', fields: ['shopId', 'reportId', 'ranAt', 'runId'] }] },
);
