import { instant, table, text, uuid } from '#libs/platform/database/table';

/** What a timer of care leads to. */
export type TimerKind = 'UNPAID' | 'FLOW';

/** One row per running timer: what it is about, and when it runs out. The worker role reads this table across shops. */
export const deadlineTable = table(
  'deadline',
  { subjectId: uuid().key(), kind: text<TimerKind>().key(), shopId: uuid(), dueAt: instant() },
  { indices: [{ name: 'deadline_due', fields: ['dueAt'] }] },
);
