import { instant, table, text, uuid } from '#libs/platform/database/table';
import type { Deadline } from '../domain/timers';

/** One row per running timer; of a shop's own timer `sessionId` is the shop's id. The worker role reads this table across shops. */
export const deadlineTable = table(
  'deadline',
  { sessionId: uuid().key(), kind: text<Deadline['kind']>().key(), shopId: uuid(), dueAt: instant() },
  { indices: [{ name: 'deadline_due', fields: ['dueAt'] }] },
);
