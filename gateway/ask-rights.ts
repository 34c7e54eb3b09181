import { z } from 'zod';
import { accountRoles, type Rights } from '#libs/platform/access/caller';
import { askShop, type AskedShop } from './ask-shop';

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

/** What accounts may, as the shop service says. */
export const askRights = (asked: AskedShop): AskRights =>
  askShop<AccountKey, AccountNow>(asked, {
    selection: '... on Account { roles imEnabled active removedAt effectivePermissions { permission } }',
    representation: ({ account: id }) => ({ __typename: 'Account', id }),
    answer: account,
  });
