import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, visibleText } from '#libs/platform/graphql/text-input';
import { deliveredFields, productInput } from '../../conversation/resolvers/inputs';

const inShop = { shopId: idInput, commandId: commandIdInput };
const expectedRevision = z.number().int().min(0, '0 or more').nullish();
const lastPlace = 10_000;

export const saveFaqInput = z.object({
  ...inShop,
  entryId: idInput.nullish(),
  expectedRevision,
  question: visibleText(200).nullish(),
  keywords: z.array(visibleText(50)).max(50, 'at most 50 keywords').nullish(),
  answer: visibleText(2_000).nullish(),
  productIds: z.array(foreignKey(100)).max(200, 'at most 200 products').nullish(),
  enabled: z.boolean().nullish(),
  position: z.number().int().min(0, `0 to ${lastPlace}`).max(lastPlace, `0 to ${lastPlace}`).nullish(),
});

export const removeFaqInput = z.object({ ...inShop, entryId: idInput, expectedRevision });

const entryIds = z.array(idInput).max(100, 'at most 5 entries');

export const saveCardInput = z.object({ ...inShop, entryIds, expectedRevision });
export const previewCardInput = z.object({ shopId: idInput, entryIds, product: productInput.nullish() });

export const clickFaqInput = z
  .object({ ...deliveredFields, entryId: idInput, question: visibleText(200) })
  .transform(({ question, ...input }) => ({ ...input, text: { value: question, dropped: false } }));
