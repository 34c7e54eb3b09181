import type { Rights, Role } from './caller';
import { permissionNames, type Permission } from './permissions';

/** With these a key could make itself another, or somebody who can. */
const neverOfKeys: readonly Permission[] = ['accounts:write', 'accounts:grant', 'keys:write'];

/** What each scope of a key opens that is no single permission. */
const wide = {
  connector: {
    means: 'What a channel’s adapter may: speak for buyers, and read their conversations.',
    roles: ['CONNECTOR'],
    permissions: [],
  },
  read: {
    means: 'Read the shop, its agents, sessions, queue and figures; nothing that buyers wrote, nor their names.',
    roles: ['READER'],
    permissions: ['metrics:read'],
  },
} as const satisfies Record<string, { means: string; roles: readonly Role[]; permissions: readonly Permission[] }>;

/** Everything a key can be given. */
export const keyScopes: readonly string[] = [...Object.keys(wide), ...permissionNames.filter((name) => !neverOfKeys.includes(name))];

/** What a key with these scopes may. A scope that this build does not know opens nothing. */
export function rightsOfScopes(scopes: readonly string[]): Rights {
  const known = scopes.filter((scope) => keyScopes.includes(scope));
  const opened = known.map((scope) => (isWide(scope) ? wide[scope] : { roles: [], permissions: [scope] }));
  return {
    roles: ['KEY', ...opened.flatMap(({ roles }): readonly Role[] => roles)],
    imEnabled: false,
    permissions: [...new Set(opened.flatMap(({ permissions }): readonly string[] => permissions))],
  };
}

const isWide = (scope: string): scope is keyof typeof wide => Object.hasOwn(wide, scope);
