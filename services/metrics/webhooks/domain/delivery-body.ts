import type { ShopAlert } from '../../alerts/domain/shop-alert';
import { metricEnum } from '../../figures/domain/metric-enum';
import type { AlertNewsType } from './delivery';

/** What a receiver gets: the alert as it was raised and, once it is over, since when. Never anything of a buyer. */
export function deliveryBody(type: AlertNewsType, { shopId, alertId, key, kind, grade, raisedAt, clearedAt, facts }: ShopAlert): string {
  const { rate, ...rest } = facts;
  const about = rate && { metric: metricEnum(rate.metric), numerator: rate.numerator, denominator: rate.denominator };
  return JSON.stringify({
    type: type === 'RAISED' ? 'alert.raised' : 'alert.cleared',
    timestamp: (type === 'RAISED' ? raisedAt : clearedAt) ?? raisedAt,
    data: { shopId, alertId, key, kind, grade, raisedAt, clearedAt, ...rest, ...about },
  });
}
