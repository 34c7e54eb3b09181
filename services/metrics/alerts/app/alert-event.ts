import { factOf, type AnyNewEvent, type Trigger } from '#libs/contracts/index';
import { metricEnum } from '../../figures/domain/metric-enum';
import type { ShopAlert } from '../domain/shop-alert';

interface Told {
  readonly id: string;
  readonly trigger: Trigger;
}

const topic = 'alert-raised';

const common = ({ alertId, key, kind, grade }: ShopAlert) => ({ alertId, key, kind, grade });

/** What is told of an alert when it comes up. */
export function raisedAlertEvent(alert: ShopAlert, { id, trigger }: Told): AnyNewEvent {
  const { rate, agentIds, message, remedy, ...facts } = alert.facts;
  return factOf<typeof topic, 'raised'>(trigger, {
    ...{ id, topic, type: 'raised', shopId: alert.shopId, subject: alert.alertId, occurredAt: alert.raisedAt, policyVersion: null },
    value: {
      ...common(alert),
      ...facts,
      agentIds: [...agentIds],
      message: { ...message },
      remedy: { ...remedy },
      ...(rate ? { ...rate, metric: metricEnum(rate.metric) } : { metric: null }),
    },
  });
}

/** What is told when it is over. */
export const clearedAlertEvent = (alert: ShopAlert, clearedAt: Date, { id, trigger }: Told): AnyNewEvent =>
  factOf<typeof topic, 'cleared'>(trigger, {
    ...{ id, topic, type: 'cleared', shopId: alert.shopId, subject: alert.alertId, occurredAt: clearedAt, policyVersion: null },
    value: { ...common(alert), raisedAt: alert.raisedAt.toISOString() },
  });
