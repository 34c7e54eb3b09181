import type { Buyer } from '../domain/session';

/** A row of `buyer`. */
export interface BuyerRow {
  readonly id: string;
  readonly shop_id: string;
  readonly channel: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly last_human_agent_id: string | null;
  readonly last_human_at: Date | null;
  readonly closed_notice_period: string | null;
}

export const toBuyer = (row: BuyerRow): Buyer => ({
  id: row.id,
  shopId: row.shop_id,
  channel: row.channel,
  externalId: row.external_id,
  name: row.name,
  lastHuman:
    row.last_human_agent_id !== null && row.last_human_at !== null ? { agentId: row.last_human_agent_id, at: row.last_human_at } : null,
  closedNoticePeriod: row.closed_notice_period,
});

export const toBuyerRow = (buyer: Buyer): BuyerRow => ({
  id: buyer.id,
  shop_id: buyer.shopId,
  channel: buyer.channel,
  external_id: buyer.externalId,
  name: buyer.name,
  last_human_agent_id: buyer.lastHuman?.agentId ?? null,
  last_human_at: buyer.lastHuman?.at ?? null,
  closed_notice_period: buyer.closedNoticePeriod,
});
