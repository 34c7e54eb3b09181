import DataLoader from 'dataloader';
import { z } from 'zod';
import { accountRoles, type Rights } from '#libs/platform/access/caller';
import { readAccounts } from '#libs/platform/access/access';
import type { PassportSigner } from '#libs/platform/access/passport';
import { serviceUnavailable } from '#libs/platform/errors';
import { traceOf } from './context';
import type { SubgraphDataSource } from './subgraph-data-source';

/** An account as the shop service knows it now. */
export interface AccountNow extends Rights {
  readonly active: boolean;
}

export interface AccountKey {
  readonly shop: string;
  readonly account: string;
}

/** Asks what an account is now; null when its shop has no such account, or has it no longer. Rejects when the shop service does not say. */
export type AskRights = (account: AccountKey) => Promise<AccountNow | null>;

const query = `query Rights($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Account { roles imEnabled active removedAt effectivePermissions { permission } } }
}`;

const account = z
  .object({
    roles: z.array(z.enum(accountRoles)),
    imEnabled: z.boolean(),
    active: z.boolean(),
    removedAt: z.string().nullable(),
    effectivePermissions: z.array(z.object({ permission: z.string() })),
  })
  .transform(({ effectivePermissions: reasons, removedAt, ...rest }): AccountNow | null =>
    removedAt === null ? { ...rest, permissions: [...new Set(reasons.map(({ permission }) => permission))] } : null,
  );

const answer = z.object({ data: z.object({ _entities: z.array(account.nullable()) }), errors: z.undefined().optional() });

/** Longer than the shop service takes, short enough for the rest of a request. */
const limitMs = 2_000;

/** The shop service, asked by the gateway in its own name: once for all accounts of a shop that are looked for in one turn of the event loop. */
export function askRights(shopService: Pick<SubgraphDataSource, 'process'>, passports: PassportSigner): AskRights {
  const askShop = async (shop: string, accounts: readonly string[]): Promise<readonly (AccountNow | null)[]> => {
    const caller = { subject: 'gateway', shop, account: null, roles: [], imEnabled: false, permissions: [readAccounts] };
    const representations = accounts.map((id) => ({ __typename: 'Account', id }));
    const context = {
      caller,
      passport: await passports.sign(caller),
      traceparent: traceOf(undefined),
      answerBy: performance.now() + limitMs,
    };
    const parsed = answer.safeParse(await shopService.process({ request: { query, variables: { representations } }, context }));
    if (!parsed.success) throw serviceUnavailable('The shop service', parsed.error);
    return parsed.data.data._entities;
  };
  const loader = new DataLoader<AccountKey, AccountNow | null>(
    async (keys) => {
      const shops = [...new Set(keys.map(({ shop }) => shop))];
      const asked = new Map(shops.map((shop) => [shop, new Map<string, AccountNow | null | Error>()] as const));
      await Promise.all(
        shops.map(async (shop) => {
          const accounts = keys.filter((key) => key.shop === shop).map(({ account }) => account);
          const found = await askShop(shop, accounts).catch((error: Error) => error);
          accounts.forEach((account, at) => asked.get(shop)?.set(account, found instanceof Error ? found : (found[at] ?? null)));
        }),
      );
      return keys.map(({ shop, account }) => asked.get(shop)?.get(account) ?? null);
    },
    { cache: false, batchScheduleFn: (start) => void setImmediate(start) },
  );
  return (key) => loader.load(key);
}
