import { businessDateAt } from '#libs/calendar/index';
import { loadHolidays, tableOf, useHolidays } from '../../holidays/store/holiday-tables';
import { needsTable } from '../domain/holiday-choice';
import { withTable, type HoursContent } from '../domain/hours-content';
import type { SavedVersion } from '../domain/saved-version';
import { insertVersion, nextNumber } from '../store/versions';
import type { InShop } from './in-known-shop';

/** A version to be, without what follows from when and where it is saved. */
export interface NewVersion extends Pick<SavedVersion, 'groupId' | 'effectiveFrom' | 'reason' | 'savedBy' | 'bySystem'> {
  readonly content: HoursContent;
}

/** Stores the next version of a shop, with the holidays that it needs. */
export async function storeVersion({ tx, shopId, shop, now }: InShop, { content, ...wanted }: NewVersion): Promise<SavedVersion> {
  const follows = content.holidays !== null && needsTable(content.holidays);
  if (follows) useHolidays(tx, shopId);
  const table = follows ? tableOf(await loadHolidays(tx, shopId)) : null;
  const fromYear = Number(businessDateAt(wanted.effectiveFrom, shop.timeZone).slice(0, 4));
  const version = await nextNumber(tx, shopId);
  const saved = { ...wanted, ...withTable(content, table, fromYear), version, savedAt: now, withdrawnAt: null };
  insertVersion(tx, shopId, saved);
  return saved;
}
