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
  /** The position it has, with the rights of that (PRM-9). */
  readonly positionId: string | null;
  readonly department: string | null;
  /** An https URL, or an id of ours. */
  readonly avatar: string | null;
  /** Removed for good at this instant; such an account is not active. */
  readonly removedAt: Date | null;
}

/** What may be said of a new account; the rest has its default. */
export interface NewAccount {
  readonly name: string;
  readonly nickname?: string | null | undefined;
  readonly roles: readonly AccountRole[];
  readonly imEnabled?: boolean | null | undefined;
  readonly positionId?: string | null | undefined;
  readonly department?: string | null | undefined;
  readonly avatar?: string | null | undefined;
}

export const newAccount = (id: string, shopId: string, given: NewAccount): Account => ({
  id,
  shopId,
  version: 1,
  name: given.name,
  nickname: given.nickname ?? given.name,
  roles: distinct(given.roles),
  imEnabled: given.imEnabled ?? true,
  noRouting: false,
  active: true,
  positionId: given.positionId ?? null,
  department: given.department ?? null,
  avatar: given.avatar ?? null,
  removedAt: null,
});

/** What buyers see of an account; its holder may change it (PRM-8). Absent means "unchanged", and null too where a field cannot be empty (RES-84). */
export interface ProfileChange {
  readonly nickname?: string | null | undefined;
  /** null: none. */
  readonly avatar?: string | null | undefined;
}

export interface AccountChange extends ProfileChange {
  readonly name?: string | null | undefined;
  readonly roles?: readonly AccountRole[] | null | undefined;
  readonly imEnabled?: boolean | null | undefined;
  readonly active?: boolean | null | undefined;
  /** null: none. */
  readonly positionId?: string | null | undefined;
  readonly department?: string | null | undefined;
}

/**
 * The account after a change by the account `by` (null for a caller without one); the same account when nothing changes. The main account is changed by
 * itself only, and stays OWNER whatever roles are named. It cannot be deactivated, since nobody could let the shop in again. No account can activate itself, nor choose its position.
 */
export function changeAccount(account: Account, change: AccountChange, by: string | null): Account | Refusal {
  const isOwner = account.roles.includes('OWNER');
  if (isOwner && by !== account.id)
    return refuse('OWNER_REQUIRED', 'The main account is changed by itself only.', { field: 'accountId', expected: 'a sub-account' });
  if (isOwner && change.active === false)
    return refuse('OWNER_REQUIRED', 'The main account cannot be deactivated.', { field: 'active', expected: 'true, or no value' });
  if (change.active === true && !account.active && by === account.id)
    return refuse('FORBIDDEN', 'An account cannot activate itself.', { field: 'active', expected: 'another administrator' });
  if (by === account.id && (change.positionId ?? account.positionId) !== account.positionId)
    return refuse('FORBIDDEN', 'An account cannot choose its own position.', {
      field: 'positionId',
      expected: isOwner ? 'no value' : 'another administrator',
    });
  const next: Account = {
    ...account,
    name: change.name ?? account.name,
    nickname: change.nickname ?? account.nickname,
    roles: change.roles ? distinct(isOwner ? ['OWNER', ...change.roles] : change.roles) : account.roles,
    imEnabled: change.imEnabled ?? account.imEnabled,
    active: change.active ?? account.active,
    positionId: change.positionId === undefined ? account.positionId : change.positionId,
    department: change.department === undefined ? account.department : change.department,
    avatar: change.avatar === undefined ? account.avatar : change.avatar,
  };
  return isSame(next, account) ? account : raised(next);
}

/** The account without a future: not active for good, without position. The main account is never removed; one that was removed stays as it is. */
export function removed(account: Account, at: Date): Account | Refusal {
  if (account.roles.includes('OWNER'))
    return refuse('OWNER_REQUIRED', 'The main account cannot be removed.', { field: 'accountId', expected: 'a sub-account' });
  return account.removedAt === null ? raised({ ...account, active: false, positionId: null, removedAt: at }) : account;
}

/** The account a version higher: something about it has changed. */
export const raised = (account: Account): Account => ({ ...account, version: account.version + 1 });

const distinct = (roles: readonly AccountRole[]): AccountRole[] => [...new Set(roles)].sort();

const isSame = (a: Account, b: Account): boolean => JSON.stringify(a) === JSON.stringify(b);
