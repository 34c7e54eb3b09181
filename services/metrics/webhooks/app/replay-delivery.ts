import { audit } from '#libs/platform/audit/audit';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { inShop } from '../../settings/app/in-shop';
import type { Delivery } from '../domain/delivery';
import { lockDelivery, replayed } from '../store/deliveries';
import { webhooksOf } from '../store/webhooks';

interface Input extends CommandInput {
  readonly deliveryId: string;
}

/** Sends a delivery once more, whatever came of it, under its id and with the webhook's present address and secret. */
export const replayDelivery = (deps: Pick<Deps, 'db' | 'clock'>, command: Command<Input>): Promise<Delivery> =>
  inShop(deps, command, async (tx) => {
    const { shopId, input } = command;
    const [before, webhooks] = await Promise.all([lockDelivery(tx, shopId, input.deliveryId), webhooksOf(tx, [shopId])]);
    if (!before) throw notFound;
    if (!webhooks.find(({ webhookId }) => webhookId === before.webhookId)?.enabled) throw switchedOff;
    const after = await replayed(tx, before, new Date());
    audit(tx, command, { at: deps.clock.now(), on: { kind: 'WEBHOOK_DELIVERY', id: after.deliveryId }, before, after });
    return after;
  });

const notFound = new AppError('DELIVERY_NOT_FOUND', 'No such delivery in this shop.', {
  field: 'deliveryId',
  expected: 'the id of a delivery of a webhook of this shop',
});

const switchedOff = new AppError('BAD_USER_INPUT', 'The webhook is switched off.', {
  field: 'deliveryId',
  expected: 'a delivery of a webhook that is enabled',
});
