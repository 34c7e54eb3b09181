import type { SessionFigure } from './session-figure';

/** The window of the response rate (MET-1): a reply at exactly 24 h counts (MET-2). */
export const responseWindowMs = 24 * 3_600_000;

export type Response = 'RESPONDED' | 'UNANSWERED' | 'PENDING' | 'EXCLUDED';

export interface ResponseOptions {
  /** RES-12: whether sessions of FAQ questions only are left out of both sides. */
  readonly excludeFaqOnly: boolean;
}

/** How a session counts at an instant; MET-8 leaves out what the shop or a blocked buyer opened. Closing decides nothing (RES-68); undecided ones are in neither side (MET-9). */
export function responseOf(figure: SessionFigure, now: Date, options: ResponseOptions): Response {
  if (figure.initiator !== 'BUYER' || figure.buyerBlocked) return 'EXCLUDED';
  if (figure.dutyAt === null) return options.excludeFaqOnly ? 'EXCLUDED' : 'RESPONDED';
  const due = figure.dutyAt.getTime() + responseWindowMs;
  if (figure.repliedAt !== null) return figure.repliedAt.getTime() <= due ? 'RESPONDED' : 'UNANSWERED';
  return now.getTime() <= due ? 'PENDING' : 'UNANSWERED';
}
