import { z } from 'zod';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey, visibleText } from '#libs/platform/graphql/text-input';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';
import { crowdKinds } from '../domain/crowd';

const most = 500;
const size = `1 to ${most} members`;
const inShop = { shopId: idInput, commandId: commandIdInput };
const crowdId = foreignKey(100);

export const saveCrowdInput = z.object({ ...inShop, crowdId, kind: z.enum(crowdKinds), name: visibleText(100) });

export const recordMembershipInput = z.object({
  ...inShop,
  crowdId,
  members: z
    .array(
      z.object({
        buyer: buyerKeyInput,
        joinedAt: instantInput,
        leftAt: orNull(instantInput),
      }),
    )
    .min(1, size)
    .max(most, size),
});
