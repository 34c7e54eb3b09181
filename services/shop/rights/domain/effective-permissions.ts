import { isGrantable, permissionNames, permissions, type Permission } from '#libs/platform/access/permissions';
import type { Account, AccountRole } from '../../accounts/domain/account';
import type { Grant } from './grant';
import type { Position } from './position';

/** One reason why an account has a permission. */
export interface PermissionSource {
  readonly permission: Permission;
  readonly source: 'ROLE' | 'POSITION' | 'GRANT';
  /** The role or the name of the position; null for a grant. */
  readonly via: string | null;
  /** The account that granted it, when, and until when; null for what has no end. */
  readonly grantedBy: string | null;
  readonly grantedAt: Date | null;
  readonly until: Date | null;
}

/** What an account was given beyond its roles. */
export interface Given {
  readonly position: Position | null;
  readonly grants: readonly Grant[];
}

/**
 * What an account may at an instant, with every reason (PRM-2). A position or a grant gives nothing that the account's roles cannot be given, and an
 * account that is not active may nothing.
 */
export function effectivePermissions(account: Pick<Account, 'roles' | 'active'>, given: Given, now: Date): PermissionSource[] {
  if (!account.active) return [];
  return permissionNames.flatMap((permission) => {
    const byRole = account.roles
      .filter((role) => has(permissions[permission].roles, role))
      .map((role) => ({ ...none, source: 'ROLE' as const, via: role }));
    const beyond = isGrantable(permission, account.roles) ? beyondRoles(permission, given, now) : [];
    return [...byRole, ...beyond].map((reason) => ({ permission, ...reason }));
  });
}

type Reason = Omit<PermissionSource, 'permission'>;

const none = { grantedBy: null, grantedAt: null, until: null };

function beyondRoles(permission: Permission, { position, grants }: Given, now: Date): Reason[] {
  const byPosition = position?.rights.includes(permission) ? [{ ...none, source: 'POSITION' as const, via: position.name }] : [];
  const byGrant = grants
    .filter((grant) => grant.permission === permission && isInForce(grant, now))
    .map(({ grantedBy, grantedAt, until }) => ({ source: 'GRANT' as const, via: null, grantedBy, grantedAt, until }));
  return [...byPosition, ...byGrant];
}

const isInForce = ({ until }: Grant, now: Date): boolean => until === null || now < until;

const has = (list: readonly AccountRole[], role: AccountRole): boolean => list.includes(role);
