import { awaitCopy } from '#libs/platform/database/await-copy';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { lockShops } from '../../facts/store/lock-shops';

/** Runs a command once per commandId in a transaction that holds its shop; waits up to 2 s for a shop not known here yet. */
export async function inShop<I extends CommandInput, R>(
  { db }: Pick<Deps, 'db'>,
  { shopId, key }: Command<I>,
  run: (tx: Tx) => Promise<R>,
): Promise<R> {
  if (!(await awaitCopy(() => db.transaction([shopId], (tx) => loadShopCopy(tx, shopId)))))
    throw shopNotFound('shopId', { retryable: true });
  return db.transaction([shopId], (tx) =>
    once(tx, key, () => {
      tx.send(lockShops);
      return run(tx);
    }),
  );
}
