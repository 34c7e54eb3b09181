import type { ReportQuestion } from '../../figures/domain/report-question';

/** What is asked each time; its dates follow from the day it is run on. */
export interface SavedQuestion extends Omit<ReportQuestion, 'range'> {
  /** So many business dates, yesterday the last. */
  readonly days: number;
}

/** A report that a shop has run again and again. */
export interface KeptReport {
  readonly shopId: string;
  readonly reportId: string;
  readonly name: string;
  readonly question: SavedQuestion;
  readonly format: 'CSV' | 'JSON_LINES';
  /** When it is run, by the shop's clocks; null: by hand only. */
  readonly cron: string | null;
  /** Where its file is sent; null: it is only kept. */
  readonly webhookId: string | null;
  readonly nextAt: Date | null;
}

export type SavedReportChange = { readonly [F in 'name' | 'question' | 'format']?: KeptReport[F] | undefined } & {
  readonly cron?: string | null | undefined;
  readonly webhookId?: string | null | undefined;
};

/** One time that it was run. */
export interface KeptRun {
  readonly shopId: string;
  readonly runId: string;
  readonly reportId: string;
  /** When it was to be run. */
  readonly dueAt: Date;
  readonly ranAt: Date;
  readonly fromDate: string;
  readonly toDate: string;
  /** The text of the file; null where it failed. */
  readonly file: string | null;
  readonly error: string | null;
}

/** As lists have it. */
export type RunWithoutFile = Omit<KeptRun, 'file'>;
