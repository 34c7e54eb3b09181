import { z } from 'zod';
import { isRefusal, type Refusal } from '#libs/platform/errors';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { visibleText } from '#libs/platform/graphql/text-input';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { changeShop } from '../../shops/app/change-shop';
import { raisedShop, type Shop } from '../../shops/domain/shop';
import { isAhead, isHoliday, longestPauseMinutes, requestHoliday, type HolidayRequest } from '../domain/holiday-mode';

const minutes = `a whole number from 1 to ${longestPauseMinutes}`;

const setHolidayModeInput = z.object({
  shopId: idInput,
  on: z.boolean(),
  from: instantInput.nullish(),
  to: instantInput.nullish(),
  pauseMinutes: z.number().min(1, minutes).max(longestPauseMinutes, minutes).nullish(),
  reason: z.string().trim().pipe(visibleText(500)).nullish(),
  commandId: commandIdInput,
});

/** Holiday mode: parse, one change of the shop, answer. */
export const holidayResolvers = (deps: Deps): Resolvers => ({
  Mutation: {
    setHolidayMode: command('setHolidayMode', setHolidayModeInput, async (asked) => ({
      shop: await changeShop(deps, asked, (shop) => withHoliday(shop, asked.input, deps.clock.now())),
      warnings: [],
    })),
  },
  Shop: {
    holidayMode: ({ holidayMode }) => {
      const now = deps.clock.now();
      return holidayMode && isAhead(holidayMode, now) ? { ...holidayMode, isOn: isHoliday(holidayMode, now) } : null;
    },
  },
});

function withHoliday(shop: Shop, wanted: HolidayRequest, now: Date): Shop | Refusal {
  const holidayMode = requestHoliday(shop.holidayMode, wanted, now);
  if (isRefusal(holidayMode)) return holidayMode;
  return JSON.stringify(holidayMode) === JSON.stringify(shop.holidayMode) ? shop : raisedShop({ ...shop, holidayMode });
}
