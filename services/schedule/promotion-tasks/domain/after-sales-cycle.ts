import { dateAfter } from '../../roster/domain/dates';
import type { PromotionPlan } from '../../promotions/domain/promotion';
import type { Due } from './due';

const small = 8_000_000;
const large = 15_000_000;

/**
 * By when how much of the after-sales work is done (STF-24). 618: 90 % before the end of June, so on 30 June it has to be. Sales of a day up to 8 million: all
 * within 15 days. 11.11 with more than 15 million: all by 5 December. No rule speaks of other sales. What was sold counts, and until that is known what is expected.
 */
export function afterSalesCycle({ kind, lastDate, facts }: Pick<PromotionPlan, 'kind' | 'lastDate' | 'facts'>): Due[] {
  const sales = facts.actualSales ?? facts.expectedSales;
  const year = lastDate.slice(0, 4);
  const due: Due[] = [];
  if (kind === 'SIX_EIGHTEEN') due.push({ date: `${year}-06-30`, minute: 0, part: 'JUNE', facts: { share: 90 } });
  if (sales !== null && sales <= small) due.push({ date: dateAfter(lastDate, 15), minute: null, part: '15_DAYS', facts: { share: 100 } });
  if (kind === 'DOUBLE_ELEVEN' && sales !== null && sales > large)
    due.push({ date: `${year}-12-05`, minute: null, part: 'DECEMBER', facts: { share: 100 } });
  return due;
}
