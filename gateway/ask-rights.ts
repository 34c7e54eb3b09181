import { z } from 'zod';
import { accountRoles, type Rights } from '#libs/platform/access/caller';
import { askShop, type AskedShop } from './ask-shop';

/** An account as the shop service knows it now. */
export interface AccountNow extends Omit<Rights, 'permissions'> {
  readonly active: boolean;
  /** One for each reason; at `until` it is over, whether or not the shop service can still be asked. */
  readonly reasons: readonly { readonly permission: string; readonly until: Date | null }[];
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
    effectivePermissions: z.array(z.object({ permission: z.string(), until: z.coerce.date().nullable() })),
  })
  .transform(({ effectivePermissions: reasons, removedAt, ...rest }): AccountNow | null =>
    removedAt === null ? { ...rest, reasons } : null,
  );

/** What accounts may, as the shop service says. */
export const askRights = (asked: AskedShop): AskRights =>
  askShop<AccountKey, AccountNow>(asked, {
    selection: '... on Account { roles imEnabled active removedAt effectivePermissions { permission until } }',
    representation: ({ account: id }) => ({ __typename: 'Account', id }),
    answer: account,
  });
