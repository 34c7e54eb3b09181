import { instant, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { toCrowds, type StoredCrowds } from '../../crowds/store/crowd-tables';
import { toOrderFacts, type StoredOrderFacts } from '../../orders/store/stored-order-facts';
import type { StoredEntered } from '../../needs/store/save-entered';
import type { Buyer } from '../domain/session';

/** The id is derived from shop, channel and external id. **A buyer's row is the lock of all their sessions.** */
export const buyerTable = table(
  'buyer',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    channel: text().fixed(),
    externalId: text().fixed(),
    name: text().null(),
    lastHumanAgentId: uuid().null(),
    lastHumanAt: instant().null(),
    closedNoticePeriod: text().null(),
    promptedAt: instant().added('PriorityPrompt1795823000000'),
    orderFacts: json<StoredOrderFacts>().added('BuyerOrders1795818200000'),
    crowds: json<StoredCrowds>().added('BuyerCrowds1795821100000'),
    exclusiveAgentId: uuid().added('BuyerMarks1795818400000'),
    blockedAt: instant().added('BuyerMarks1795818400000'),
    blockedBy: uuid().added('BuyerMarks1795818400000'),
    blockReason: text().added('BuyerMarks1795818400000'),
    enteredNeeds: json<StoredEntered>().added('EnteredNeeds1795838460000'),
    mergedInto: uuid().added('MergedBuyers1795835050000'),
    erasedAt: instant().added('MergedBuyers1795835050000'),
  },
  {
    indices: [
      { name: 'buyer_blocked', fields: ['shopId', 'blockedAt', 'id'], where: 'blocked_at IS NOT NULL' },
      { name: 'buyer_merged', fields: ['mergedInto'], where: 'merged_into IS NOT NULL' },
    ],
  },
);

export type BuyerRow = RowOf<typeof buyerTable>;

export function toBuyer(row: BuyerRow): Buyer {
  const { id, shopId, channel, externalId, name, closedNoticePeriod, promptedAt, exclusiveAgentId, orderFacts, mergedInto, erasedAt } = row;
  const { lastHumanAgentId: agentId, lastHumanAt: at, blockedAt: since, blockedBy: by, blockReason: reason, enteredNeeds } = row;
  return {
    ...{ id, shopId, channel, externalId, name, closedNoticePeriod, promptedAt, exclusiveAgentId, mergedInto, erasedAt },
    lastHuman: agentId !== null && at !== null ? { agentId, at } : null,
    orders: orderFacts && toOrderFacts(orderFacts),
    crowds: toCrowds(row.crowds),
    entered: enteredNeeds && { needs: enteredNeeds.needs, at: new Date(enteredNeeds.at) },
    block: since !== null && by !== null && reason !== null ? { since, by, reason } : null,
  };
}

/** What the conversation writes of a buyer; what else is known of them is written by its own feature. */
export const conversationFields = [
  'id',
  'shopId',
  'channel',
  'externalId',
  'name',
  'lastHumanAgentId',
  'lastHumanAt',
  'closedNoticePeriod',
  'promptedAt',
] as const;

export function toBuyerRow({
  id,
  shopId,
  channel,
  externalId,
  name,
  lastHuman,
  closedNoticePeriod,
  promptedAt,
}: Buyer): Pick<BuyerRow, (typeof conversationFields)[number]> {
  const [lastHumanAgentId, lastHumanAt] = [lastHuman?.agentId ?? null, lastHuman?.at ?? null];
  return { id, shopId, channel, externalId, name, lastHumanAgentId, lastHumanAt, closedNoticePeriod, promptedAt };
}
