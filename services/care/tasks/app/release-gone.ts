import type { EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { lockShopCopy } from '../../copies/store/shop-copies';
import { releaseTasks } from '../store/tasks';

/** Takes their open tasks from accounts that have gone away. Under the shop's lock either this sees a task that is being assigned, or the command the account. */
export async function releaseGone(tx: Tx, events: readonly EventOf<'account-changed'>[]): Promise<void> {
  const gone = events.filter(({ value }) => !value.active);
  if (gone.length === 0) return;
  for (const shopId of [...new Set(gone.map((event) => event.shopId))].sort()) await lockShopCopy(tx, shopId);
  releaseTasks(
    tx,
    gone.map(({ value }) => value.accountId),
  );
}
