import { command } from '#libs/platform/graphql/command';
import { readCursor, writeCursor } from '#libs/platform/graphql/cursor';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '#libs/service/run-service';
import type { Resolvers } from '../../generated/resolver-types';
import { changeWebhook, removeWebhook, rotateSecret } from '../app/change-webhooks';
import { replayDelivery } from '../app/replay-delivery';
import type { Delivery } from '../domain/delivery';
import type { DeliveryPage } from '../domain/delivery-page';
import { deliveriesBehind, type DeliveryPlace } from '../store/deliveries';
import { webhooksOf } from '../store/webhooks';
import { deliveriesInput, deliveryPlace, replayInput, rotateSecretInput, saveWebhookInput, webhookInput } from './webhook-inputs';

type WebhookDeps = Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId'>;

const beforeAll: DeliveryPlace = { plannedAt: new Date('9999-01-01T00:00:00Z'), deliveryId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const cursorOf = ({ plannedAt, deliveryId }: Delivery): string => writeCursor({ plannedAt: plannedAt.toISOString(), deliveryId });

/** Where a shop has its alerts sent, and what came of it. */
export const webhookResolvers = (deps: WebhookDeps, allowPrivate: boolean): Resolvers => ({
  Mutation: {
    saveWebhook: command('saveWebhook', saveWebhookInput(allowPrivate), (asked) => changeWebhook(deps, asked)),
    rotateWebhook: command('rotateWebhook', rotateSecretInput, (asked) => rotateSecret(deps, asked)),
    removeWebhook: command('removeWebhook', webhookInput, async (asked) => ({ webhookId: await removeWebhook(deps, asked) })),
    replayDelivery: command('replayDelivery', replayInput, async (asked) => ({ delivery: await replayDelivery(deps, asked) })),
  },
  Shop: { webhooks: ({ id }) => deps.readDb.transaction([id], (tx) => webhooksOf(tx, [id])) },
  Webhook: {
    id: ({ webhookId }) => webhookId,
    kinds: ({ kinds }) => kinds && [...kinds],
    previousSecretUntil: ({ previousUntil }) => previousUntil,
    deliveries: async ({ shopId, webhookId }, { after, ...args }): Promise<DeliveryPage> => {
      const { first, status } = parseInput(deliveriesInput, args);
      const [size, place] = [first ?? 20, readCursor(deliveryPlace, after) ?? beforeAll];
      const found = await deps.readDb.transaction([shopId], (tx) =>
        deliveriesBehind(tx, { shopId, webhookId }, place, status ?? null, size + 1),
      );
      return { deliveries: found.slice(0, size), more: found.length > size };
    },
  },
  WebhookDeliveryConnection: {
    edges: ({ deliveries }) => [...deliveries],
    nodes: ({ deliveries }) => [...deliveries],
    pageInfo: ({ deliveries, more }) => ({
      hasNextPage: more,
      endCursor: deliveries.length > 0 ? cursorOf(deliveries.at(-1)!) : null,
    }),
  },
  WebhookDeliveryEdge: { cursor: cursorOf, node: (delivery) => delivery },
  WebhookDelivery: {
    id: ({ deliveryId }) => deliveryId,
    alertId: ({ type, subjectId }) => (type === 'REPORT' ? null : subjectId),
    runId: ({ type, subjectId }) => (type === 'REPORT' ? subjectId : null),
    nextAttemptAt: ({ status, dueAt }) => (status === 'PENDING' ? dueAt : null),
  },
});
