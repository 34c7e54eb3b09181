import type { SessionFacts } from '../../queue/domain/waiting-entry';
import { hourMs } from './recent-contact';

const dayMs = 24 * hourMs;

/** 店铺新客 (RTE-20): one purchase in the last 30 days, or up to `most` of them (RES-8), and the first payment ever within the last 180 days. */
export function isNewCustomer({ purchases }: Pick<SessionFacts, 'purchases'>, now: Date, most: number): boolean {
  if (!purchases) return false;
  const within = (at: string, days: number): boolean => now.getTime() - Date.parse(at) <= days * dayMs;
  const count = purchases.recent.filter((at) => within(at, 30)).length;
  return count >= 1 && count <= most && within(purchases.firstPaidAt, 180);
}
