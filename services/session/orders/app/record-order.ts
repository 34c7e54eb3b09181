import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { derivedId } from '#libs/platform/process/ids';
import type { BuyerDirectory, BuyerName } from '../../conversation/app/buyer-directory';
import type { OrderReport } from '../domain/decide-order';
import type { Order } from '../domain/order';
import type { OrderQueue } from './order-queue';

export interface RecordedOrder extends CommandInput {
  readonly buyer: BuyerName;
  readonly orderId: string;
  readonly report: OrderReport;
}

/** A channel reports an order (RES-1). */
export async function recordOrder(
  { orders, buyers }: { readonly orders: OrderQueue; readonly buyers: BuyerDirectory },
  { shopId, key, trigger, input }: Command<RecordedOrder>,
): Promise<Order> {
  const { orderId: channelOrderId, report } = input;
  const buyer = await buyers.identify(shopId, input.buyer);
  const order = { id: derivedId(buyer.id, channelOrderId), shopId, buyerId: buyer.id, channel: buyer.channel, channelOrderId };
  return orders.submit({ shopId, key, trigger, buyer, order, report });
}
