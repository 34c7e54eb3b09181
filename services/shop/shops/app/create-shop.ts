import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { granted } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import { accountSnapshot } from '../../accounts/app/account-snapshot';
import { newAccount, type Account } from '../../accounts/domain/account';
import { insertAccount } from '../../accounts/store/accounts';
import { bindIdentity } from '../../identities/app/bind-account';
import type { Identity } from '../../identities/domain/account-identity';
import type { Deps } from '../../deps';
import { newShop, type NewShop, type Shop } from '../domain/shop';
import { insertShop } from '../store/shops';
import { shopFields } from './shop-fields';
import { shopSnapshot } from './shop-snapshot';

/** Commands of operators belong to no shop; their ids are kept under this one. */
export const noShop = '00000000-0000-0000-0000-000000000000';

interface Input extends NewShop {
  /** Name of the main account; the shop's name when absent. */
  readonly ownerName?: string | null | undefined;
  /** A login that is the main account. */
  readonly ownerIdentity?: Identity | null | undefined;
}

interface Made {
  readonly shop: Shop;
  readonly owner: Account;
}

/** Creates a shop and its main account in one step. The same commandId answers with the same shop. */
export async function createShop(deps: Deps, command: Command<Input>): Promise<Made> {
  const { input, key, trigger } = command;
  const [shopId, ownerId, at] = [deps.newId(), deps.newId(), deps.clock.now()];
  const shop = granted(newShop(shopId, ownerId, input));
  return deps.db.transaction([noShop, shopId], (tx) =>
    once(tx, key, async () => {
      const owner = newAccount(ownerId, shopId, { name: input.ownerName ?? shop.name, roles: ['OWNER'] });
      insertShop(tx, shop, at);
      insertAccount(tx, owner, at);
      if (input.ownerIdentity) await bindIdentity(tx, { ...input.ownerIdentity, shopId, accountId: ownerId, boundAt: at }, 'ownerIdentity');
      audit(tx, { ...command, shopId }, { at, on: { kind: 'SHOP', id: shopId }, before: null, after: shopFields(shop) });
      await deps.outbox.append(tx, [
        shopSnapshot(shop, trigger, { id: deps.newId(), at }),
        accountSnapshot(owner, trigger, { id: deps.newId(), at }),
      ]);
      return { shop, owner };
    }),
  );
}
