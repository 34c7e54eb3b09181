import type { Tx } from '#libs/platform/database/database';
import type { NewId } from '#libs/platform/process/ids';
import type { ShopAlert } from '../../alerts/domain/shop-alert';
import { newDelivery, type AlertNewsType } from '../domain/delivery';
import { deliveryBody } from '../domain/delivery-body';
import { wantsAlert } from '../domain/webhook';
import { planned } from '../store/deliveries';
import { webhooksOf } from '../store/webhooks';

export interface NewsOfAlert {
  readonly type: AlertNewsType;
  readonly alert: ShopAlert;
}

/**
 * Plans what each webhook of the shops is to hear, in the transaction in which the alerts become known: one delivery for each alert, its beginning and its end, and
 * webhook. It is sent when the transaction is done.
 */
export async function planDeliveries(tx: Tx, newId: NewId, news: readonly NewsOfAlert[]): Promise<void> {
  const webhooks = await webhooksOf(tx, [...new Set(news.map(({ alert }) => alert.shopId))]);
  const now = new Date();
  const deliveries = news.flatMap(({ type, alert }) =>
    webhooks
      .filter((webhook) => webhook.shopId === alert.shopId && wantsAlert(webhook, alert.kind))
      .map(({ shopId, webhookId }) =>
        newDelivery({ shopId, deliveryId: newId(), webhookId, subjectId: alert.alertId, type, body: deliveryBody(type, alert) }, now),
      ),
  );
  if (deliveries.length > 0) planned(tx, deliveries);
}
