import { evaluate, isRepresentable, nextChange, receptionHoursText, weekInForce, type Reception } from '#libs/calendar/index';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { ReadDeps } from '../../deps';
import type { SavedVersion } from '../domain/saved-version';
import { listVersions, loadRulingVersions } from '../store/versions';

export interface ReceptionAnswer extends Reception {
  readonly nextChangeAt: Date | null;
  readonly receptionHours: string | null;
}

/** Whether a shop receives at an instant, why, and when that changes; a change after the year 9999 is none. */
export async function readReception({ readDb }: ReadDeps, shopId: string, at: Date): Promise<ReceptionAnswer> {
  const found = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      const shop = await loadShopCopy(tx, shopId);
      return shop && { shop, versions: await loadRulingVersions(tx, shopId, at) };
    }),
  );
  if (!found) throw shopNotFound('id', { retryable: true });
  const rules = { zone: found.shop.timeZone, versions: found.versions, holidayMode: found.shop.holidayMode, override: null };
  const next = nextChange(rules, at);
  return {
    ...evaluate(rules, at),
    nextChangeAt: next && isRepresentable(next) ? next : null,
    receptionHours: receptionHoursText(weekInForce(rules, at)),
  };
}

/** Saved versions, newest first. */
export const readVersions = ({ readDb }: ReadDeps, shopId: string, first: number): Promise<SavedVersion[]> =>
  readDb.transaction([shopId], (tx) => listVersions(tx, shopId, first));
