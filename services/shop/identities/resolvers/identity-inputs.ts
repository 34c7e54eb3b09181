import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey } from '#libs/platform/graphql/text-input';

export const identityInput = z.object({ issuer: foreignKey(300), subject: foreignKey(255) });

export const bindAccountInput = z.object({ shopId: idInput, accountId: z.string(), identity: identityInput, commandId: commandIdInput });
