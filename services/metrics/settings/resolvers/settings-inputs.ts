import { z } from 'zod';
import { parseEnd, parseTime } from '#libs/calendar/index';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput, storable } from '#libs/platform/graphql/parse-input';
import { metricsInput } from '../../figures/resolvers/report-input';

const inShop = { shopId: idInput, commandId: commandIdInput };

const whole = (least: number, most: number, unit: string) => {
  const expected = `${least} to ${most} ${unit}`;
  return orUndefined(z.number().int(expected).min(least, expected).max(most, expected));
};

const hours = orUndefined(
  z.object({ from: z.string(), to: z.string() }).transform(({ from, to }, context) => {
    const [fromMinute, toMinute] = [parseTime(from), parseEnd(to)];
    if (fromMinute === undefined || fromMinute === null) {
      context.addIssue({ code: 'custom', path: ['from'], message: 'HH:MM' });
      return z.NEVER;
    }
    if (toMinute === undefined || toMinute === null || toMinute <= fromMinute) {
      context.addIssue({ code: 'custom', path: ['to'], message: `HH:MM after ${from}, 24:00 for midnight` });
      return z.NEVER;
    }
    return { fromMinute, toMinute };
  }),
);

export const settingsInput = z
  .object({
    ...inShop,
    effectiveFrom: orUndefined(instantInput),
    responseWindowHours: whole(1, 168, 'hours'),
    targetPercent: whole(1, 100, 'percent'),
    floorPercent: whole(0, 100, 'percent'),
    countBlocked: orUndefined(z.boolean()),
    quickReplyUnit: orUndefined(z.enum(['ROUND', 'SESSION'])),
    quickReplyHours: hours,
    firstReplySeconds: whole(1, 3_600, 'seconds'),
    firstReplyHours: hours,
    noServiceHours: hours,
    replyCapSeconds: whole(1, 86_400, 'seconds'),
  })
  .transform(({ shopId, commandId, effectiveFrom, ...change }) => ({ shopId, commandId, effectiveFrom, change }));

export const exemptInput = z.object({
  ...inShop,
  from: instantInput,
  to: instantInput,
  metrics: metricsInput,
  reason: z
    .string()
    .trim()
    .min(1, '1 to 200 characters')
    .max(200, '1 to 200 characters')
    .refine(storable, 'text without NUL or broken characters'),
});

export const removeExemptInput = z.object({ ...inShop, rangeId: idInput });
