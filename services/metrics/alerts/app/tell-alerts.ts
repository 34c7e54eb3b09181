import { systemTrigger, type Trigger } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import type { ShopAlert } from '../domain/shop-alert';
import { planDeliveries } from '../../webhooks/app/plan-deliveries';
import { clearAlerts, insertAlerts } from '../store/alerts';
import { clearedAlertEvent, raisedAlertEvent } from './alert-event';

export interface AlertNews {
  readonly raised: readonly ShopAlert[];
  readonly cleared: readonly (Pick<ShopAlert, 'shopId' | 'alertId'> & { readonly clearedAt: Date })[];
  /** What they follow from, by alert; absent: the system's own look at figures. */
  readonly triggers?: ReadonlyMap<string, Trigger>;
}

/**
 * Keeps alerts and tells of them, in the transaction in which they become known: each once when it is raised and once when it is over, however often it is heard.
 * The transaction holds the shops. Call it last.
 */
export async function tellAlerts(
  tx: Tx,
  { outbox, newId }: Pick<Deps, 'outbox' | 'newId'>,
  { raised, cleared, triggers }: AlertNews,
): Promise<void> {
  const fresh = raised.length > 0 ? await insertAlerts(tx, raised) : [];
  const over = cleared.length > 0 ? await clearAlerts(tx, cleared) : [];
  if (fresh.length + over.length === 0) return;
  await planDeliveries(tx, newId, [
    ...fresh.map((alert) => ({ type: 'RAISED' as const, alert })),
    ...over.map((alert) => ({ type: 'CLEARED' as const, alert })),
  ]);
  const told = ({ alertId }: ShopAlert) => ({ id: newId(), trigger: triggers?.get(alertId) ?? systemTrigger() });
  await outbox.append(tx, [
    ...fresh.map((alert) => raisedAlertEvent(alert, told(alert))),
    ...over.map((alert) => clearedAlertEvent(alert, alert.clearedAt!, told(alert))),
  ]);
}
