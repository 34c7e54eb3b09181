import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { trialFeatures } from '../domain/trial';

const common = { shopId: idInput, commandId: commandIdInput };

export const setTierInput = z.object({
  ...common,
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month of this century such as 2026-04'),
  tier: z.enum(['GOLD', 'SILVER']).nullish(),
});

export const setTrialInput = z.object({ ...common, feature: z.enum(trialFeatures), listed: z.boolean() });
