import { dateAfter } from '../../roster/domain/dates';
import type { PromotionPlan } from './promotion';

/** How many days before 11.11 a group-buying event takes what is weak already. */
const daysBefore = 10;

/** Whether the event is advised against: in the days before 11.11, while supply or after-sales are weak (STF-25). */
export function isGroupBuyingUnwise({ kind, firstDate, facts }: Pick<PromotionPlan, 'kind' | 'firstDate' | 'facts'>): boolean {
  const { groupBuyingOn, weakSupplyOrAfterSales } = facts;
  if (kind !== 'DOUBLE_ELEVEN' || groupBuyingOn === null || !weakSupplyOrAfterSales) return false;
  return dateAfter(firstDate, -daysBefore) <= groupBuyingOn && groupBuyingOn < firstDate;
}
