import { evaluate, nextChange, receptionHoursText, versionInForce, type Reception } from '#libs/calendar/index';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/shop-copies';
import { listVersions, loadRulingVersions } from '../store/versions';
import type { SavedVersion } from '../domain/saved-version';
import type { Call } from './save-schedule';

export interface ReceptionAnswer extends Reception {
  readonly nextChangeAt: Date | null;
  readonly receptionHours: string | null;
}

/** Whether a shop receives at an instant, why, and when that changes. */
export async function readReception(deps: Call['deps'], shopId: string, at: Date): Promise<ReceptionAnswer> {
  const found = await awaitCopy(() =>
    deps.db.transaction([shopId], async (tx) => {
      const shop = await loadShopCopy(tx, shopId);
      return shop && { shop, versions: await loadRulingVersions(tx, shopId, at) };
    }),
  );
  if (!found) throw shopNotFound('id');
  const rules = { zone: found.shop.timeZone, versions: found.versions, holidayMode: found.shop.holidayMode };
  return {
    ...evaluate(rules, at),
    nextChangeAt: nextChange(rules, at),
    receptionHours: receptionHoursText(versionInForce(found.versions, at)?.weekly ?? null),
  };
}

/** Saved versions, newest first. */
export const readVersions = (deps: Call['deps'], shopId: string, first: number): Promise<SavedVersion[]> =>
  deps.db.transaction([shopId], (tx) => listVersions(tx, shopId, first));
