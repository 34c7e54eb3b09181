import { z } from 'zod';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, visibleText } from '#libs/platform/graphql/text-input';

const inShop = { shopId: idInput, commandId: commandIdInput };

export const adoptInput = z.object({
  ...inShop,
  keys: z.array(foreignKey(50)).min(1, '1 to 50 keys').max(50, '1 to 50 keys'),
  language: orNull(z.enum(['ZH', 'EN'])).transform((language) => (language === null ? null : language === 'EN' ? 'en' : 'zh')),
});

export const reportInput = z.object({
  ...inShop,
  sessionId: idInput,
  entryId: idInput,
  messageId: orNull(idInput),
  note: orNull(visibleText(500)),
});

export const resolveInput = z.object({ ...inShop, reportId: idInput, resolution: z.enum(['CORRECTED', 'DISMISSED']) });
