import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { outcomeOf, type Delivery } from '../domain/delivery';
import { signDelivery } from './sign-delivery';
import { claimDeliveries, settleDelivery, shopsWithDeliveries } from '../store/due-deliveries';
import { signingWebhooks, type SigningWebhook } from '../store/webhooks';
import type { PostDelivery } from './post-delivery';

const usualTempo = { everyMs: 500, leaseMs: 60_000, perWebhook: 4, atOnce: 50 };

export interface DeliverTerms {
  readonly post: PostDelivery;
  /** 0 to 1, for the jitter of waits. */
  readonly random: () => number;
  /** What time it is on the machine: deliveries have nothing to do with business time. */
  readonly now: () => Date;
  readonly tempo?: Partial<typeof usualTempo>;
}

type DeliverDeps = Pick<Deps, 'db' | 'workerDb' | 'log'>;

/**
 * Sends what is planned. Each process takes what is due and nobody has; what one that dies has taken is due again when its lease is over, so that a receiver may
 * hear the same delivery, by its id, twice.
 */
export function createDelivering({ db, workerDb, log }: DeliverDeps, { post, random, now, tempo }: DeliverTerms): Worker {
  const { everyMs, leaseMs, perWebhook, atOnce } = { ...usualTempo, ...tempo };
  const running = new Map<string, { readonly webhookId: string; readonly done: Promise<void> }>();

  const busyWebhooks = (): string[] => {
    const counts = new Map<string, number>();
    for (const { webhookId } of running.values()) counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= perWebhook).map(([webhookId]) => webhookId);
  };

  const claimed = async (shopIds: readonly string[]): Promise<(readonly [Delivery, SigningWebhook | undefined])[]> =>
    db.transaction(shopIds, async (tx) => {
      const [at, limit] = [now(), atOnce - running.size];
      const terms = { now: at, leaseUntil: new Date(at.getTime() + leaseMs), busyWebhooks: busyWebhooks(), perWebhook, limit };
      const deliveries = await claimDeliveries(tx, terms);
      if (deliveries.length === 0) return [];
      const webhooks = await signingWebhooks(tx, [...new Set(deliveries.map(({ webhookId }) => webhookId))], at);
      const byId = new Map(webhooks.map((webhook) => [webhook.webhookId, webhook]));
      return deliveries.map((delivery) => [delivery, byId.get(delivery.webhookId)] as const);
    });

  const send = async (delivery: Delivery, webhook: SigningWebhook): Promise<void> => {
    const secrets = [webhook.secret, ...(webhook.previousSecret === null ? [] : [webhook.previousSecret])];
    const { deliveryId, webhookId, shopId, body } = delivery;
    const answer = await post(webhook.url, { ...signDelivery(deliveryId, body, secrets, now()) }, body);
    const outcome = outcomeOf(delivery, answer, now(), random());
    await db.transaction([shopId], (tx) => settleDelivery(tx, { ...delivery, ...outcome }));
    if (outcome.status === 'DEAD') log.warn({ shopId, webhookId }, 'a webhook did not take an alert');
  };

  const round = async (): Promise<void> => {
    if (running.size >= atOnce) return;
    const shopIds = await shopsWithDeliveries(workerDb, now());
    if (shopIds.length === 0) return;
    for (const [delivery, webhook] of await claimed(shopIds)) {
      if (!webhook) continue;
      const { deliveryId, webhookId } = delivery;
      const done = send(delivery, webhook)
        .catch((err: unknown) => log.warn({ err, webhookId }, 'what came of a delivery could not be kept; it is tried again'))
        .finally(() => running.delete(deliveryId));
      running.set(deliveryId, { webhookId, done });
    }
  };

  const loop = repeat('webhooks', everyMs, round, log);
  return {
    name: 'webhooks',
    start: loop.start,
    stop: async () => {
      await loop.stop();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
