import { commandKey, once } from '#libs/platform/database/command-results';
import { shopNotFound } from '#libs/platform/errors';
import type { Shop } from '../domain/shop';
import { lockShop, saveShop } from '../store/shops';
import type { Call } from '../../call';
import { shopSnapshot } from './shop-events';

/** Applies a pure change to a shop under its row lock; what changes nothing is stored and published as nothing. */
export async function changePolicy(
  { deps, caller, traceparent }: Call,
  operation: string,
  input: { readonly shopId: string; readonly commandId?: string | null | undefined },
  change: (shop: Shop) => Shop,
): Promise<Shop> {
  return deps.db.transaction([input.shopId], (tx) =>
    once(tx, commandKey(input.shopId, operation, input), async () => {
      const shop = await lockShop(tx, input.shopId);
      if (!shop) throw shopNotFound();
      const next = change(shop);
      if (next === shop) return shop;
      await saveShop(tx, next);
      await deps.outbox.append(tx, [shopSnapshot(next, { caller, traceparent, at: deps.clock.now(), eventId: deps.newId() })]);
      return next;
    }),
  );
}
