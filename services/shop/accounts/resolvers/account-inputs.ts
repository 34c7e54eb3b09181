import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { nameInput } from '../../name-input';

const accountRoles = z.array(z.enum(['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'])).min(1, 'needs at least one role');

export const createAccountInput = z.object({
  shopId: idInput,
  name: nameInput,
  nickname: nameInput.nullish(),
  roles: accountRoles,
  imEnabled: z.boolean().nullish(),
  positionId: z.string().nullish(),
  commandId: commandIdInput,
});

export const updateAccountInput = z.object({
  shopId: idInput,
  accountId: z.string(),
  name: nameInput.nullish(),
  nickname: nameInput.nullish(),
  roles: accountRoles.nullish(),
  imEnabled: z.boolean().nullish(),
  active: z.boolean().nullish(),
  positionId: z.string().nullish(),
  commandId: commandIdInput,
});
