import { awaitCopy } from '../platform/database/await-copy';
import { once } from '../platform/database/command-results';
import type { Tx } from '../platform/database/database';
import { shopNotFound } from '../platform/errors';
import type { Command, CommandInput } from '../platform/graphql/command';
import type { Deps } from './run-service';

/** What a command of a service runs in: its transaction, which holds the lock of its shop, and what the service keeps of that shop. */
export interface InShopOf<S> {
  readonly tx: Tx;
  readonly shopId: string;
  readonly shop: S;
  readonly now: Date;
}

/** How a service reads what it keeps of a shop, and locks it. */
export interface ShopCopies<S> {
  load(tx: Tx, shopId: string): Promise<S | undefined>;
  lock(tx: Tx, shopId: string): Promise<S | undefined>;
}

/**
 * Runs a command once per commandId under the lock of its shop; waits up to 2 s for a shop not known here yet. A repeated command answers with its first
 * result, whose instants come back as texts: `revive` makes them instants again.
 */
export const inShopKnownBy =
  <S>(copies: ShopCopies<S>) =>
  async <I extends CommandInput, R>(
    deps: Pick<Deps, 'db' | 'clock'>,
    { shopId, key }: Command<I>,
    run: (place: InShopOf<S>) => Promise<R>,
    revive: (stored: R) => R = (stored) => stored,
  ): Promise<R> => {
    if (!(await awaitCopy(() => deps.db.transaction([shopId], (tx) => copies.load(tx, shopId))))) {
      throw shopNotFound('shopId', { retryable: true });
    }
    const stored = await deps.db.transaction([shopId], (tx) =>
      once(tx, key, async () => {
        const shop = await copies.lock(tx, shopId);
        if (!shop) throw shopNotFound();
        return run({ tx, shopId, shop, now: deps.clock.now() });
      }),
    );
    return revive(stored);
  };
