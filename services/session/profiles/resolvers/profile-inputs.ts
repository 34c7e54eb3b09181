import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { personName, visibleText } from '#libs/platform/graphql/text-input';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';

const ofBuyer = { shopId: idInput, buyer: buyerKeyInput, commandId: commandIdInput };

export const profileInput = z.object({
  ...ofBuyer,
  interests: z.array(personName(50)).max(50, 'at most 50 interests').nullish(),
  sizes: z
    .array(z.object({ name: personName(50), value: personName(50) }))
    .max(30, 'at most 30 sizes')
    .nullish(),
  note: visibleText(2_000).nullish(),
});

export const mergeInput = z.object({ ...ofBuyer, other: buyerKeyInput });
export const unmergeInput = z.object(ofBuyer);
