import type { Tx } from '#libs/platform/database/database';
import { jsonRows, updateRows } from '#libs/platform/database/write-rows';
import { amissIn } from '../../alerts/domain/amiss';
import { canMove, isUnfinished } from '../../queue/domain/drain';
import type { PoolCount } from '../../queue/domain/pools';
import { groupHoursRow } from '../../reception/domain/group-hours';
import type { ShopState } from '../domain/shop-state';
import { shopStateTable, type ShopRow } from './shop-state-table';

const save = updateRows(shopStateTable, {
  name: 'routing-save-shops',
  where: 't.version = k."lockedVersion"',
  also: { lockedVersion: 'bigint' },
  returning: ['id'],
});

/** Writes the shops' own rows with their next versions, and only if they still have the version decided on. */
export async function saveShops(
  tx: Tx,
  shops: readonly { readonly state: ShopState; readonly version: number; readonly now: Date }[],
): Promise<void> {
  const rows = shops.map((shop) => ({ ...rowOf(shop), lockedVersion: shop.state.version }));
  const written = await tx.query(save, [jsonRows(rows)]);
  if (written.length !== shops.length) throw new Error('A shop was changed by somebody who did not hold its lock');
}

const rowOf = ({ state, version, now }: { readonly state: ShopState; readonly version: number; readonly now: Date }): ShopRow => ({
  id: state.shopId,
  version,
  assignmentNo: state.assignmentNo,
  nextAgentNo: state.nextAgentNo,
  receptionOpen: state.storedReception.open,
  receptionUntil: state.storedReception.until,
  openSince: state.openSince,
  groupHours: groupHoursRow(state.groupHours),
  pools: poolCounts(state),
  pendingCount: state.pending.total,
  openOffers: state.offers.size,
  sweepDue: isUnfinished(state) || canMove({ state, now }),
  amiss: amissIn(state),
});

function poolCounts({ pools }: ShopState): Record<string, PoolCount> {
  const counts: Record<string, PoolCount> = {};
  for (const { key, queue, left } of pools.values()) {
    if (queue.total + left.total > 0) counts[key] = { queued: queue.total, left: left.total };
  }
  return counts;
}
