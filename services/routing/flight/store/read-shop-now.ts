import type { Tx } from '#libs/platform/database/database';
import { refreshLeaving } from '../../continuity/domain/hand-over-talks';
import { datesAround } from '../../copies/domain/roster-copy';
import { readRosters } from '../../copies/store/roster-copy';
import { resumeAgents } from '../../presence/domain/assignment-rate';
import { usesRosters } from '../../rules/domain/routing-rules';
import { refreshDay, refreshReception } from '../domain/refresh-clock';
import { newShopChange, type ShopChange } from '../domain/shop-change';
import { loadShops } from './load-shops';
import { readShops } from './lock-shops';

interface Look {
  readonly now: Date;
  /** Features that only shops on their list have. */
  readonly limited?: readonly string[];
  /** Whether the heads of the waiting lists are read too. */
  readonly lists: boolean;
}

/** A shop as it is at an instant, for looking only: without a lock and without a trace; undefined while it is not known here. */
export async function readShopNow(tx: Tx, shopId: string, { now, limited = [], lists }: Look): Promise<ShopChange | undefined> {
  const rows = await readShops(tx, [shopId]);
  const [state] = await loadShops(tx, lists ? rows : rows.map((row) => ({ ...row, pools: {}, pendingCount: 0 })), limited);
  if (!state?.settings) return undefined;
  state.rosters = (await readRosters(tx, usesRosters(state.rules) ? [shopId] : [], datesAround(now))).get(shopId) ?? state.rosters;
  const change = newShopChange(state, now, Math.random);
  refreshDay(change);
  refreshReception(change);
  refreshLeaving(change);
  resumeAgents(change);
  return change;
}
