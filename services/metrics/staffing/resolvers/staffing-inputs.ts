import { z } from 'zod';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { idInput } from '#libs/platform/graphql/parse-input';
import { forecastDates } from '../../forecast/resolvers/forecast-input';

const between = (least: number, most: number) => {
  const expected = `${least} to ${most}`;
  return z.number().min(least, expected).max(most, expected);
};
const whole = (least: number, most: number) => between(least, most).int(`a whole number, ${least} to ${most}`);

const wanted = {
  concurrency: whole(1, 500),
  shrinkage: between(0, 0.9),
  serviceLevel: between(0.01, 0.99),
  withinSeconds: between(1, 3_600),
  occupancy: between(0.1, 1),
  patienceSeconds: orUndefined(between(1, 86_400)),
};

export const planInput = z.object({
  ...wanted,
  shopId: idInput,
  ...forecastDates,
  intervalMinutes: z.union([z.literal(15), z.literal(30)], { message: '15 or 30' }),
  handlingSeconds: orUndefined(between(1, 86_400)),
  by: z.enum(['MEAN', 'HIGH']),
});

export const erlangInput = z.object({
  ...wanted,
  volume: between(0, 1_000_000),
  intervalMinutes: whole(1, 1_440),
  handlingSeconds: between(1, 86_400),
  agents: orUndefined(whole(1, 5_000)),
});

const amount = between(0, 1_000_000_000);

export const headcountInput = z.object({
  visitors: amount,
  consultationShare: between(0, 1),
  perAgent: whole(1, 10_000),
  ordinaryVisitors: amount,
  ordinaryShare: between(0, 1),
  orders: amount,
  returnRate: between(0, 1),
  returnDays: whole(1, 365),
  casesPerAgent: whole(1, 10_000),
  typingSpeeds: z
    .array(between(0, 1_000))
    .max(5_000, 'at most 5000')
    .nullish()
    .transform((speeds) => speeds ?? []),
  averageOrderValue: orUndefined(amount),
  price: orUndefined(amount),
  peerPrice: orUndefined(amount),
  littleKnowledge: orUndefined(z.boolean()),
  lowPrice: orUndefined(z.boolean()),
  easyQuestions: orUndefined(z.boolean()),
});
