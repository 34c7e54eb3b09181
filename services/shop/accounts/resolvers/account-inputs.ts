import { z } from 'zod';
import { isId } from '#libs/platform/process/ids';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { nameInput } from '../../name-input';

const accountRoles = z.array(z.enum(['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'])).min(1, 'needs at least one role');

/** A picture: where it lies, or the id of one that we keep. */
const avatarInput = z
  .string()
  .max(500, 'at most 500 characters')
  .refine((value) => isId(value) || isPicture(value), 'an https URL without a password, or an id as this API gave it');

function isPicture(value: string): boolean {
  if (!/^https:\/\/[\x21-\x7e]+$/.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}

const profile = { nickname: nameInput.nullish(), avatar: avatarInput.nullish() };
const staff = { imEnabled: z.boolean().nullish(), positionId: z.string().nullish(), department: nameInput.nullish() };
const common = { shopId: idInput, commandId: commandIdInput };

export const createAccountInput = z.object({ ...common, ...profile, ...staff, name: nameInput, roles: accountRoles });

export const updateAccountInput = z.object({
  ...common,
  ...profile,
  ...staff,
  accountId: z.string(),
  name: nameInput.nullish(),
  roles: accountRoles.nullish(),
  active: z.boolean().nullish(),
});

export const updateOwnProfileInput = z.object({ ...common, ...profile });

export const removeAccountInput = z.object({ ...common, accountId: z.string() });

export const setNoRoutingInput = z.object({ ...common, accountId: z.string(), noRouting: z.boolean() });
