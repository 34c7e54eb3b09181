import { z } from 'zod';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { nameInput, numberInput, words } from '../../hours/resolvers/hours-inputs';
import { promotionKinds } from '../domain/promotion';

const common = { shopId: idInput, commandId: commandIdInput };
const count = (most: number) => z.number().int(`0 to ${most}`).min(0, `0 to ${most}`).max(most, `0 to ${most}`);
const large = count(2_000_000_000);
/** Dates and times are looked at by the domain, which names what is wrong with them. */
const typed = z.string().max(40, 'a date or a time').nullish();
const mostProducts = 100;
const mostChecks = 24;

const product = z.object({
  name: nameInput,
  isCore: z.boolean().nullish(),
  goal: large.nullish(),
  actual: large.nullish(),
  pagePoints: words(1_000).nullish(),
  stacking: words(1_000).nullish(),
});

export const savePromotionInput = z.object({
  ...common,
  promotionId: idInput.nullish(),
  expectedRevision: numberInput.nullish(),
  name: nameInput.optional(),
  kind: z.enum(promotionKinds).optional(),
  firstDate: z.string().optional(),
  lastDate: z.string().optional(),
  maySurgeLate: z.boolean().optional(),
  plannedUv: large.nullable().optional(),
  expectedSales: large.nullable().optional(),
  actualSales: large.nullable().optional(),
  normalAfterSales: count(10_000).nullable().optional(),
  weakSupplyOrAfterSales: z.boolean().optional(),
  groupBuyingOn: z.string().nullable().optional(),
  reportDaysAfter: count(60).optional(),
  orderChecks: z
    .array(z.object({ at: typed, from: typed, to: typed }))
    .max(mostChecks, `at most ${mostChecks} times`)
    .nullish(),
  briefing: z.array(product).max(mostProducts, `at most ${mostProducts} products`).nullish(),
});

export const cancelPromotionInput = z.object({ ...common, promotionId: idInput });
