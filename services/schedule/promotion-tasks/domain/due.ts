import type { TimeWindow } from '#libs/calendar/index';

/** The posts that every agent passes before a promotion, in their order: pre-sale first, it is shortest of people on the day (STF-10). */
export const posts = ['PRE_SALE', 'AFTER_SALES', 'RETURNS_AND_REFUNDS', 'ERP', 'OTHER_SERVICE'] as const;

export type Post = (typeof posts)[number];

/** What a task is about beside its kind; each kind has some of it. */
export interface TaskFacts {
  readonly post?: Post;
  /** After-sales agents on the day, and usually. */
  readonly staff?: number;
  readonly normalStaff?: number;
  /** Which orders are checked, by when they came. */
  readonly covers?: TimeWindow;
  /** How much of the cases, in percent, is to be done. */
  readonly share?: number;
  /** Which briefing is read. */
  readonly briefing?: number;
  /** Whose buyer is asked, and when the goods come back; the latter is null when nobody knows. */
  readonly order?: string;
  readonly restockOn?: string | null;
  /** The task whose report brought it. */
  readonly reportId?: string;
}

/** When something falls due. */
export interface Due {
  readonly date: string;
  /** Minutes from midnight; null = until the date is over. */
  readonly minute: number | null;
  /** Tells several of one kind on one date apart. */
  readonly part: string;
  readonly facts: TaskFacts;
}
