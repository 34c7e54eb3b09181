import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { identityInput } from '../../identities/resolvers/identity-inputs';
import { nameInput } from '../../name-input';
import { presetNames } from '#libs/contracts/index';
import { policyInput } from './policy-input';

export const createShopInput = z.object({
  name: nameInput,
  timeZone: z.string().max(100, 'at most 100 characters').nullish(),
  preset: z.enum(presetNames),
  policy: policyInput.nullish(),
  ownerName: nameInput.nullish(),
  ownerIdentity: identityInput.nullish(),
  commandId: commandIdInput,
});

export const updateShopPolicyInput = z.object({ shopId: idInput, policy: policyInput, commandId: commandIdInput });

export const applyPresetInput = z.object({ shopId: idInput, preset: z.enum(presetNames), commandId: commandIdInput });
