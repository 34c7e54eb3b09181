import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { nameInput } from '../../name-input';

const common = { shopId: idInput, commandId: commandIdInput };

/** Names of permissions; whether there are such permissions is decided with the command. */
const permissionInput = z.string().max(50, 'at most 50 characters');
const rightsInput = z.array(permissionInput).max(50, 'at most 50 rights');

export const grantPermissionInput = z.object({
  ...common,
  accountId: z.string(),
  permission: permissionInput,
  until: instantInput.nullish(),
});

export const revokePermissionInput = z.object({ ...common, accountId: z.string(), permission: permissionInput });

export const createPositionInput = z.object({ ...common, name: nameInput, rights: rightsInput });

export const updatePositionInput = z.object({ ...common, positionId: idInput, name: nameInput.nullish(), rights: rightsInput.nullish() });

export const removePositionInput = z.object({ ...common, positionId: idInput });
