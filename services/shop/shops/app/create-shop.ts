import type { ShopPolicy } from '#libs/contracts/index';
import { commandKey, once } from '#libs/platform/database/command-results';
import type { Account } from '../../accounts/domain/account';
import type { Shop } from '../domain/shop';
import { insertAccount } from '../../accounts/store/accounts';
import { insertShop } from '../store/shops';
import type { Preset } from '../domain/presets';
import { zoneOf } from '../domain/zone';
import { accountSnapshot, shopSnapshot } from './shop-events';
import type { Call } from '../../call';

/** Commands of operators belong to no shop; their ids are kept under this one. */
const noShop = '00000000-0000-0000-0000-000000000000';

export interface NewShop {
  readonly name: string;
  readonly timeZone?: string | null | undefined;
  readonly preset: Preset;
  readonly policy?: { readonly [S in keyof ShopPolicy]?: ShopPolicy[S] | undefined } | null | undefined;
  readonly ownerName?: string | null | undefined;
  readonly commandId?: string | null | undefined;
}

/** Creates a shop and its main account in one step. The same commandId answers with the same shop. */
export async function createShop({ deps, caller, traceparent }: Call, input: NewShop): Promise<{ shop: Shop; owner: Account }> {
  const timeZone = zoneOf(input.timeZone);
  const [shopId, ownerId, at] = [deps.newId(), deps.newId(), deps.clock.now()];
  const overrides = Object.fromEntries(Object.entries(input.policy ?? {}).filter(([, value]) => value !== undefined));
  return deps.db.transaction([noShop, shopId], (tx) =>
    once(tx, commandKey(noShop, 'createShop', input), async () => {
      const shop: Shop = { id: shopId, version: 1, name: input.name, timeZone, preset: input.preset, overrides, policyVersion: 1, ownerId };
      const ownerName = input.ownerName ?? input.name;
      const owner: Account = {
        id: ownerId,
        shopId,
        version: 1,
        name: ownerName,
        nickname: ownerName,
        roles: ['OWNER'],
        imEnabled: true,
        noRouting: false,
        active: true,
      };
      await insertShop(tx, shop, at);
      await insertAccount(tx, owner, at);
      const origin = { caller, at, traceparent };
      await deps.outbox.append(tx, [
        shopSnapshot(shop, { ...origin, eventId: deps.newId() }),
        accountSnapshot(owner, { ...origin, eventId: deps.newId() }),
      ]);
      return { shop, owner };
    }),
  );
}
