import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import type { BuyerDirectory } from '../../conversation/app/buyer-directory';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import type { OrderQueue } from '../app/order-queue';
import { recordOrder } from '../app/record-order';
import { readMappings, saveStatusMapping } from '../app/status-mapping';
import { knownTexts } from '../domain/known-statuses';
import { fromOrderCursor, toOrderCursor } from './order-cursor';
import { recordOrderInput, saveMappingInput } from './order-inputs';

export interface OrderFeature extends KnowledgeDeps {
  readonly orders: OrderQueue;
  readonly buyers: BuyerDirectory;
}

const usualPage = 20;

/** Orders as channels report them. */
export const orderResolvers = (deps: OrderFeature): Resolvers => ({
  Mutation: {
    recordOrder: command('recordOrder', recordOrderInput, async (asked) => ({ order: await recordOrder(deps, asked) })),
    saveOrderStatusMapping: command('saveOrderStatusMapping', saveMappingInput, async (asked) => ({
      shop: { id: asked.shopId },
      mapping: await saveStatusMapping(deps, asked),
    })),
  },
  Shop: { orderStatusMappings: ({ id }, _args, { caller }) => readMappings(deps.readDb, ownShop(caller, id, 'id')) },
  OrderStatusMapping: {
    texts: ({ texts }) => [...texts],
    known: ({ texts }) => knownTexts(texts),
  },
  Buyer: {
    orders: async ({ id }, { first, after }, { extra }) => {
      const range = { buyerId: id, after: fromOrderCursor(after || null), most: pageSize(first, usualPage) };
      return (await extra.orders.load(range)) ?? { orders: [], more: false };
    },
  },
  OrderConnection: {
    edges: ({ orders }) => orders.map((node) => ({ cursor: toOrderCursor(node), node })),
    nodes: ({ orders }) => [...orders],
    pageInfo: ({ orders, more }) => {
      const end = orders.at(-1);
      return { hasNextPage: more, endCursor: end ? toOrderCursor(end) : null };
    },
  },
  Order: { items: ({ items }) => [...items] },
});
