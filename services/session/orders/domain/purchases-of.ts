import { msPerDay } from './order-status-of';

/** What is known of a buyer's payments: the latest ten, latest first, and the first ever. */
export interface Payments {
  readonly latest: readonly Date[];
  readonly first: Date;
}

/** The purchases that make a new customer (RTE-20): payments of the last 30 days, latest first, and the first ever. */
export interface Purchases {
  readonly recent: readonly Date[];
  readonly first: Date;
}

export const mostPurchases = 10;
const recentDays = 30;

export const purchasesOf = ({ latest, first }: Payments, now: Date): Purchases => ({
  recent: latest.filter((at) => now.getTime() - at.getTime() <= recentDays * msPerDay).slice(0, mostPurchases),
  first,
});
