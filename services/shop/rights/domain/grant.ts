import { isGrantable, isPermission, permissionNames, type Permission } from '#libs/platform/access/permissions';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { Account, AccountRole } from '../../accounts/domain/account';
import { refusalToGive } from './give';

/** A permission that an account was given beyond its roles, by whom and until when; null is until it is revoked. */
export interface Grant {
  readonly accountId: string;
  readonly permission: Permission;
  /** null where the one who granted it is no account. */
  readonly grantedBy: string | null;
  readonly grantedAt: Date;
  readonly until: Date | null;
}

export interface GrantRequest {
  readonly account: Account;
  readonly permission: string;
  readonly until: Date | null;
  readonly by: { readonly account: string | null; readonly roles: readonly AccountRole[] };
  readonly now: Date;
}

/** The grant that somebody asks for (PRM-1), or why it is not given. */
export function decideGrant({ account, permission: name, until, by, now }: GrantRequest): Grant | Refusal {
  const permission = grantable(name, account);
  if (isRefusal(permission)) return permission;
  if (by.account === account.id)
    return refuse('FORBIDDEN', 'Nobody grants a permission to itself.', { field: 'accountId', expected: 'the account of somebody else' });
  if (until && until <= now)
    return refuse('BAD_USER_INPUT', 'The grant would be over already.', { field: 'until', expected: 'an instant after now, or no value' });
  const refused = refusalToGive(by.roles, [permission], 'permission');
  return refused ?? { accountId: account.id, permission, grantedBy: by.account, grantedAt: now, until };
}

/** A permission by its name; refuses a name that is none. */
export const permissionOf = (name: string): Permission | Refusal =>
  isPermission(name)
    ? name
    : refuse('BAD_USER_INPUT', 'There is no such permission.', { field: 'permission', expected: `one of ${permissionNames.join(', ')}` });

function grantable(name: string, { roles }: Account): Permission | Refusal {
  const permission = permissionOf(name);
  if (isRefusal(permission) || isGrantable(permission, roles)) return permission;
  const can = permissionNames.filter((each) => isGrantable(each, roles));
  return refuse(
    'BAD_USER_INPUT',
    `${permission} is not granted to an account with the roles ${roles.join(', ')}: it goes with other roles.`,
    {
      field: 'permission',
      expected: can.length > 0 ? `one of ${can.join(', ')}` : 'nothing: this account has whatever it can have',
    },
  );
}

/** The grants that roles leave in force: with the role a permission was given to, the grant goes too. */
export const grantsLeft = (grants: readonly Grant[], roles: Account['roles']): Grant[] =>
  grants.filter(({ permission }) => isGrantable(permission, roles));
