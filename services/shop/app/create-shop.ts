import type { z } from 'zod';
import { commandKey, once } from '#libs/platform/database/command-results';
import type { Account } from '../domain/account';
import type { Shop } from '../domain/shop';
import { insertAccount } from '../store/accounts';
import { insertShop } from '../store/shops';
import { zoneOf, type createShopInput } from './inputs';
import { accountSnapshot, shopSnapshot } from './shop-events';
import type { Call } from './call';

/** Commands of operators belong to no shop; their ids are kept under this one. */
const noShop = '00000000-0000-0000-0000-000000000000';

/** Creates a shop and its main account in one step. The same commandId answers with the same shop. */
export async function createShop(
  { deps, caller, traceparent }: Call,
  input: z.infer<typeof createShopInput>,
): Promise<{ shop: Shop; owner: Account }> {
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
