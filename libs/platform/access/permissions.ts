import type { AccountRole } from './caller';

interface PermissionUse {
  /** For people who grant it. */
  readonly means: string;
  /** Who has it by role. */
  readonly roles: readonly AccountRole[];
  /** Whom it can be given to beyond that, by a grant or a position. Losing the role is losing the grant. */
  readonly grantableTo: readonly AccountRole[];
}

const administrators = ['OWNER', 'ADMIN'] as const;
/** Who runs the service of a shop. */
export const managers = ['OWNER', 'ADMIN', 'CS_ADMIN'] as const;
const others = ['CS_ADMIN', 'OPERATIONS', 'AGENT'] as const;

/** Everything an account can be allowed to do, once: the access table, grants, positions and what clients are shown follow from here (PRM-1, PRM-9). */
export const permissions = {
  'shop:write': { means: 'Set up the shop: platform preset, holiday mode.', roles: administrators, grantableTo: [] },
  'policy:write': { means: 'Change the policy: routing, capacity, timeouts, figures.', roles: managers, grantableTo: [] },
  'schedule:write': { means: 'Change the reception hours.', roles: administrators, grantableTo: others },
  'roster:write': { means: 'Change the rosters.', roles: managers, grantableTo: [] },
  'knowledge:write': {
    means: 'Change what common questions are answered with.',
    roles: administrators,
    grantableTo: ['CS_ADMIN'],
  },
  'scripts:write': {
    means: 'Keep the scripts of the team and of its departments, and the categories of scripts.',
    roles: managers,
    grantableTo: [],
  },
  'care:write': {
    means: 'Run care: what is done around orders, by whom, and what is sent to customers.',
    roles: managers,
    grantableTo: ['OPERATIONS'],
  },
  'accounts:write': { means: 'Create, change and remove sub-accounts and positions.', roles: ['OWNER'], grantableTo: ['ADMIN'] },
  'accounts:grant': { means: 'Grant and revoke permissions.', roles: administrators, grantableTo: [] },
  'keys:write': {
    means: 'Create, rotate and revoke keys of partners and of buyers’ tokens; let anonymous buyers in; register webhooks.',
    roles: administrators,
    grantableTo: [],
  },
  'presence:others': { means: 'Set the presence and the capacity of other agents.', roles: managers, grantableTo: [] },
  'metrics:read': { means: 'Read the figures of the shop and of each agent.', roles: managers, grantableTo: ['OPERATIONS'] },
  'audit:read': { means: 'Read who did what in the shop.', roles: administrators, grantableTo: ['CS_ADMIN', 'OPERATIONS'] },
  'orders:confirm': { means: 'Confirm orders.', roles: administrators, grantableTo: others },
  'after-sales:act': { means: 'Use the buttons of after-sales cards.', roles: administrators, grantableTo: others },
} as const satisfies Record<string, PermissionUse>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

export const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);

/** Whether an account with one of these roles has the permission by it. */
export const hasByRole = (permission: Permission, roles: readonly string[]): boolean => isAny(permissions[permission].roles, roles);

/** Whether the permission can be given to an account with these roles. */
export const isGrantable = (permission: Permission, roles: readonly string[]): boolean => isAny(permissions[permission].grantableTo, roles);

/** The roles that can give a permission: they may grant, and nobody grants what its role does not have. */
export const grantersOf = (permission: Permission): readonly AccountRole[] =>
  permissions['accounts:grant'].roles.filter((role) => hasByRole(permission, [role]));

export const isManager = (roles: readonly string[]): boolean => isAny(managers, roles);

const isAny = (list: readonly string[], roles: readonly string[]): boolean => roles.some((role) => list.includes(role));
