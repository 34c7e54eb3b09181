import { instant, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Buyer } from '../domain/session';

/** The id is derived from shop, channel and external id. **A buyer's row is the lock of all their sessions.** */
export const buyerTable = table('buyer', {
  id: uuid().key(),
  shopId: uuid().fixed(),
  channel: text().fixed(),
  externalId: text().fixed(),
  name: text().null(),
  lastHumanAgentId: uuid().null(),
  lastHumanAt: instant().null(),
  closedNoticePeriod: text().null(),
});

export type BuyerRow = RowOf<typeof buyerTable>;

export function toBuyer({ lastHumanAgentId: agentId, lastHumanAt: at, ...plain }: BuyerRow): Buyer {
  return { ...plain, lastHuman: agentId !== null && at !== null ? { agentId, at } : null };
}

export function toBuyerRow({ lastHuman, ...plain }: Buyer): BuyerRow {
  return { ...plain, lastHumanAgentId: lastHuman?.agentId ?? null, lastHumanAt: lastHuman?.at ?? null };
}
