import type { Database } from '#libs/platform/database/database';
import type { Buyer } from '../../conversation/domain/session';
import { blockedBuyers, type BlockedPlace } from '../store/list-blocked';

/** A part of a list of buyers, and whether there are more. */
export interface BuyerPage {
  readonly buyers: readonly Buyer[];
  readonly more: boolean;
}

export async function readBlocked(db: Database, shopId: string, after: BlockedPlace | null, first: number): Promise<BuyerPage> {
  const found = await db.transaction([shopId], (tx) => blockedBuyers(tx, shopId, after, first + 1));
  return { buyers: found.slice(0, first), more: found.length > first };
}
