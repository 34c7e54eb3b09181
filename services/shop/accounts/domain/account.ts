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

export interface AccountChange {
  readonly name?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly roles?: readonly AccountRole[] | null | undefined;
  readonly imEnabled?: boolean | null | undefined;
  readonly active?: boolean | null | undefined;
}

/** The account after a change; the same account when nothing changes. The main account stays OWNER and active. */
export function changeAccount(account: Account, change: AccountChange): Account {
  const owner = account.roles.includes('OWNER');
  const roles = change.roles ? distinct(owner ? ['OWNER', ...change.roles] : change.roles) : account.roles;
  const next: Account = {
    ...account,
    name: change.name ?? account.name,
    nickname: change.nickname ?? account.nickname,
    roles,
    imEnabled: change.imEnabled ?? account.imEnabled,
    active: owner || (change.active ?? account.active),
  };
  return JSON.stringify(next) === JSON.stringify(account) ? account : { ...next, version: account.version + 1 };
}

export const distinct = (roles: readonly AccountRole[]): AccountRole[] => [...new Set(roles)].sort();
