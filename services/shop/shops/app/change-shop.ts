import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { granted, shopNotFound, type Refusal } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { Shop } from '../domain/shop';
import { lockShop, saveShop } from '../store/shops';
import { shopFields } from './shop-fields';
import { shopSnapshot } from './shop-snapshot';

/** Applies a pure change to a shop under its row lock; what changes nothing is stored and told as nothing. */
export const changeShop = (deps: Deps, command: Command<unknown>, change: (shop: Shop) => Shop | Refusal): Promise<Shop> => {
  const { shopId, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const shop = await lockShop(tx, shopId);
      if (!shop) throw shopNotFound();
      const next = granted(change(shop));
      const at = deps.clock.now();
      audit(tx, command, { at, on: { kind: 'SHOP', id: shopId }, before: shopFields(shop), after: shopFields(next) });
      if (next === shop) return shop;
      saveShop(tx, next);
      await deps.outbox.append(tx, [shopSnapshot(next, trigger, { id: deps.newId(), at })]);
      return next;
    }),
  );
};
