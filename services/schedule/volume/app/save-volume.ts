import { businessDateAt, dateNumber, dateNumberText } from '#libs/calendar/index';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { changeDays, keptWeeks, type TypedDay } from '../domain/volume-day';
import { forgetBefore, loadDates, saveDays } from '../store/volume-days';

export interface SaveVolumeInput extends CommandInput {
  readonly days: readonly TypedDay[];
}

/** Keeps what is known of some dates; nothing is stored unless all of it is right. Dates that nobody looks at any more are forgotten with it. */
export const saveVolume = (deps: Deps, command: Command<SaveVolumeInput>): Promise<{ readonly savedDays: number }> =>
  inKnownShop(deps, command, async ({ tx, shopId, shop, now }) => {
    const { days } = command.input;
    const today = businessDateAt(now, shop.timeZone);
    const stored = await loadDates(
      tx,
      shopId,
      days.flatMap(({ date }) => (typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) ? [date] : [])),
    );
    const changed = granted(changeDays(stored, days, today));
    saveDays(tx, changed, { shopId, savedAt: now, savedBy: command.caller.account });
    forgetBefore(tx, shopId, dateNumberText(dateNumber(today) - keptWeeks * 7));
    return { savedDays: changed.length };
  });
