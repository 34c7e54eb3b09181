import { awaitCopy } from '#libs/platform/database/await-copy';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { loadShopCopy, lockShopCopy, type ShopCopy } from '../store/shop-copies';

/** What a command of care runs in: its transaction, which holds the lock of its shop. */
export interface InShop {
  readonly tx: Tx;
  readonly shopId: string;
  readonly shop: ShopCopy;
  readonly now: Date;
}

/**
 * Runs a command once per commandId under the lock of its shop; waits up to 2 s for a shop not known here yet. A repeated command answers with its first
 * result, whose instants come back as texts: `revive` makes them instants again.
 */
export async function inKnownShop<I extends CommandInput, R>(
  deps: Pick<Deps, 'db' | 'clock'>,
  { shopId, key }: Command<I>,
  run: (place: InShop) => Promise<R>,
  revive: (stored: R) => R = (stored) => stored,
): Promise<R> {
  if (!(await awaitCopy(() => deps.db.transaction([shopId], (tx) => loadShopCopy(tx, shopId))))) {
    throw shopNotFound('shopId', { retryable: true });
  }
  const stored = await deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const shop = await lockShopCopy(tx, shopId);
      if (!shop) throw shopNotFound();
      return run({ tx, shopId, shop, now: deps.clock.now() });
    }),
  );
  return revive(stored);
}
