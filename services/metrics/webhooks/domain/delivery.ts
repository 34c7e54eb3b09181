export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'DEAD';
export type AlertNewsType = 'RAISED' | 'CLEARED';
export type DeliveryType = AlertNewsType | 'REPORT';

/** One piece of news on its way to one webhook. */
export interface Delivery {
  readonly shopId: string;
  readonly deliveryId: string;
  readonly webhookId: string;
  /** The alert, or the run of a report. */
  readonly subjectId: string;
  readonly type: DeliveryType;
  readonly body: string;
  readonly status: DeliveryStatus;
  /** Tries so far, since it was planned or replayed. */
  readonly attempts: number;
  /** When it is tried next; null once it is done. */
  readonly dueAt: Date | null;
  readonly plannedAt: Date;
  readonly doneAt: Date | null;
  /** The HTTP status of the last answer, and why the last try failed. */
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

/** A delivery as it is planned, to be tried at once. */
export const newDelivery = (
  what: Pick<Delivery, 'shopId' | 'deliveryId' | 'webhookId' | 'subjectId' | 'type' | 'body'>,
  now: Date,
): Delivery => ({ ...what, status: 'PENDING', attempts: 0, dueAt: now, plannedAt: now, doneAt: null, lastStatus: null, lastError: null });

/** What a try came to: the receiver's status, or why there was none. */
export interface Answer {
  readonly status: number | null;
  readonly error: string | null;
}

type Outcome = Pick<Delivery, 'status' | 'dueAt' | 'doneAt' | 'lastStatus' | 'lastError'>;

/** How often a delivery is tried: over nearly a day. */
export const mostAttempts = 10;
const firstWaitMs = 20_000;
const longestWaitMs = 6 * 3_600_000;

/** How long is waited after so many tries: three times as long each time, a fifth more or less, so that what failed together does not come again together. */
export const waitAfter = (attempts: number, random: number): number =>
  Math.round(Math.min(longestWaitMs, firstWaitMs * 3 ** (attempts - 1)) * (0.8 + random * 0.4));

/** What is to be kept of a delivery after a try. Any status of 2xx is a receipt; a redirect is not followed, and no receipt. */
export function outcomeOf({ attempts }: Pick<Delivery, 'attempts'>, answer: Answer, now: Date, random: number): Outcome {
  const { status: lastStatus } = answer;
  if (lastStatus !== null && lastStatus >= 200 && lastStatus < 300)
    return { status: 'DELIVERED', dueAt: null, doneAt: now, lastStatus, lastError: null };
  const lastError = answer.error ?? `The receiver answered ${lastStatus}.`;
  return attempts >= mostAttempts
    ? { status: 'DEAD', dueAt: null, doneAt: now, lastStatus, lastError }
    : { status: 'PENDING', dueAt: new Date(now.getTime() + waitAfter(attempts, random)), doneAt: null, lastStatus, lastError };
}
