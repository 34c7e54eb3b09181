import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { KnowShop } from '../../copies/app/known-shops';
import { lockShop } from '../../copies/store/shop-copy';

export interface KnowledgeDeps extends Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId'> {
  readonly knowShop: KnowShop;
}

/** What a command of the knowledge base runs in: its transaction, which holds the lock of its shop. */
export interface InShop {
  readonly tx: Tx;
  readonly shopId: string;
  readonly now: Date;
}

/** Runs a command once per commandId under the lock of its shop, whose answers no two commands change at a time. */
export async function inLockedShop<R>(
  { db, clock, knowShop }: KnowledgeDeps,
  { shopId, key }: Command<CommandInput>,
  run: (place: InShop) => Promise<R>,
): Promise<R> {
  await knowShop(shopId);
  return db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      await lockShop(tx, shopId);
      return run({ tx, shopId, now: clock.now() });
    }),
  );
}
