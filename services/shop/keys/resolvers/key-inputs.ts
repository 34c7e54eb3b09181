import { z } from 'zod';
import { keyScopes } from '#libs/platform/access/key-scopes';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { nameInput } from '../../name-input';

const common = { shopId: idInput, commandId: commandIdInput };

const scopeInput = z.string().refine((scope) => keyScopes.includes(scope), `one of ${keyScopes.join(', ')}`);

export const createApiKeyInput = z.object({
  ...common,
  name: nameInput,
  scopes: z.array(scopeInput).min(1, 'at least one scope').max(50, 'at most 50 scopes'),
  expiresAt: instantInput.nullish(),
});

export const rotateApiKeyInput = z.object({
  ...common,
  keyId: idInput,
  keepOldMinutes: z.number().int().min(0, '0 to 10080 minutes').max(10_080, '0 to 10080 minutes').nullish(),
});

export const revokeApiKeyInput = z.object({ ...common, keyId: idInput });
