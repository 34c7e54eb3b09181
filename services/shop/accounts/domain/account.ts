import { refuse, type Refusal } from '#libs/platform/errors';

export type AccountRole = 'OWNER' | 'ADMIN' | 'CS_ADMIN' | 'OPERATIONS' | 'AGENT';

/** The main account of a shop or a sub-account. `version` rises with every change. */
export interface Account {
  readonly id: string;
  readonly shopId: string;
  readonly version: number;
  readonly name: string;
  readonly nickname: string;
  readonly roles: readonly AccountRole[];
  readonly imEnabled: boolean;
  readonly noRouting: boolean;
  readonly active: boolean;
}

/** What may be said of a new account; the rest has its default. */
export interface NewAccount {
  readonly name: string;
  readonly nickname?: string | null | undefined;
  readonly roles: readonly AccountRole[];
  readonly imEnabled?: boolean | null | undefined;
}

export const newAccount = (id: string, shopId: string, { name, nickname, roles, imEnabled }: NewAccount): Account => ({
  id,
  shopId,
  version: 1,
  name,
  nickname: nickname ?? name,
  roles: distinct(roles),
  imEnabled: imEnabled ?? true,
  noRouting: false,
  active: true,
});

/** Absent and null both mean "unchanged" (RES-84). */
export interface AccountChange {
  readonly name?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly roles?: readonly AccountRole[] | null | undefined;
  readonly imEnabled?: boolean | null | undefined;
  readonly active?: boolean | null | undefined;
}

/**
 * The account after a change by the account `by` (null for a caller without one); the same account when nothing changes. The main account stays OWNER
 * whatever roles are named. It cannot be deactivated, since nobody could let the shop in again, and no account can activate itself.
 */
export function changeAccount(account: Account, change: AccountChange, by: string | null): Account | Refusal {
  const isOwner = account.roles.includes('OWNER');
  if (isOwner && change.active === false)
    return refuse('OWNER_REQUIRED', 'The main account cannot be deactivated.', { field: 'active', expected: 'true, or no value' });
  if (change.active === true && !account.active && by === account.id)
    return refuse('FORBIDDEN', 'An account cannot activate itself.', { field: 'active', expected: 'another administrator' });
  const next: Account = {
    ...account,
    name: change.name ?? account.name,
    nickname: change.nickname ?? account.nickname,
    roles: change.roles ? distinct(isOwner ? ['OWNER', ...change.roles] : change.roles) : account.roles,
    imEnabled: change.imEnabled ?? account.imEnabled,
    active: change.active ?? account.active,
  };
  return isSame(next, account) ? account : { ...next, version: account.version + 1 };
}

const distinct = (roles: readonly AccountRole[]): AccountRole[] => [...new Set(roles)].sort();

const isSame = (a: Account, b: Account): boolean => JSON.stringify(a) === JSON.stringify(b);
