import type { Caller, Role } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';

const withoutAccount: readonly Role[] = ['OPERATOR', 'CONNECTOR', 'KEY', 'READER', 'BUYER'];

/** A caller with one role, as the gateway would name it: an account with the workbench open, or one of those that are no account. */
export const callerAs = (role: Role, shop: string | null, more: Partial<Caller> = {}): Caller => ({
  subject: role,
  roles: [role],
  shop,
  account: withoutAccount.includes(role) ? null : newId(),
  imEnabled: !withoutAccount.includes(role),
  permissions: [],
  ...more,
});
