import { permissionNames, permissions } from '#libs/platform/access/permissions';
import type { Database } from '#libs/platform/database/database';
import { command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { grantPermission } from '../app/grant-permission';
import { removePosition } from '../app/remove-position';
import { revokePermission } from '../app/revoke-permission';
import { createPosition, updatePosition } from '../app/save-position';
import { effectivePermissions } from '../domain/effective-permissions';
import { positionsOfShop } from '../store/positions';
import {
  createPositionInput,
  grantPermissionInput,
  removePositionInput,
  revokePermissionInput,
  updatePositionInput,
} from './rights-inputs';

const meanings = permissionNames.map((name) => {
  const { means, roles, grantableTo } = permissions[name];
  return { name, means, roles: [...roles], grantableTo: [...grantableTo] };
});

/** Positions, grants, and what follows from them. */
export const rightsResolvers = (deps: Deps & { readonly readDb: Database }): Resolvers => ({
  Mutation: {
    grantPermission: command('grantPermission', grantPermissionInput, async (asked) => ({
      account: await grantPermission(deps, asked),
      warnings: [],
    })),
    revokePermission: command('revokePermission', revokePermissionInput, async (asked) => ({
      account: await revokePermission(deps, asked),
      warnings: [],
    })),
    createPosition: command('createPosition', createPositionInput, async (asked) => ({
      position: await createPosition(deps, asked),
      warnings: [],
    })),
    updatePosition: command('updatePosition', updatePositionInput, async (asked) => ({
      position: await updatePosition(deps, asked),
      warnings: [],
    })),
    removePosition: command('removePosition', removePositionInput, async (asked) => ({
      position: await removePosition(deps, asked),
      warnings: [],
    })),
  },
  Shop: {
    positions: (shop) => deps.readDb.transaction([shop.id], (tx) => positionsOfShop(tx, shop.id)),
    permissions: () => meanings,
  },
  Account: {
    position: ({ positionId }, _args, { extra }) => (positionId === null ? null : extra.positions.load(positionId)),
    effectivePermissions: async (account, _args, { extra }) => {
      const { id, positionId } = account;
      const [grants, position] = await Promise.all([extra.grants.load(id), positionId === null ? null : extra.positions.load(positionId)]);
      return effectivePermissions(account, { grants: grants ?? [], position }, deps.clock.now());
    },
  },
  Position: {
    rights: ({ rights }) => [...rights],
  },
  EffectivePermission: {
    grantedBy: ({ grantedBy }, _args, { extra }) => (grantedBy === null ? null : extra.accounts.load(grantedBy)),
    grantedAt: ({ grantedAt }) => grantedAt?.toISOString() ?? null,
    until: ({ until }) => until?.toISOString() ?? null,
  },
});
