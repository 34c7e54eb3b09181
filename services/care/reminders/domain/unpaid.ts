/** What of an order says whether its buyer is to be reminded. */
export interface OfferedOrder {
  readonly status: string;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
}

const minuteMs = 60_000;
const remindAfterMs = 15 * minuteMs;
/** An order that was left for a day is not waited for any more: somebody who hears of it only then, after a standstill for example, reminds nobody. */
const staleAfterMs = 24 * 60 * minuteMs;
/** Whoever reminds has this long. */
const timeToRemindMs = 30 * minuteMs;

export const isUnpaid = ({ status, paidAt }: OfferedOrder): boolean => status === 'UNPAID' && paidAt === null;

/** When an order's buyer is reminded to pay, if it is unpaid then (CARE-22). */
export const remindAt = ({ createdAt }: OfferedOrder): Date => new Date(createdAt.getTime() + remindAfterMs);

/** Whether its buyer is to be reminded now (CARE-22). */
export const isToRemind = (order: OfferedOrder, now: Date): boolean =>
  isUnpaid(order) && now >= remindAt(order) && now.getTime() - order.createdAt.getTime() < staleAfterMs;

/** When a reminder that is due at this instant is overdue. */
export const reminderOverdueAt = (dueAt: Date): Date => new Date(dueAt.getTime() + timeToRemindMs);
