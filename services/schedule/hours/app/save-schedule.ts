import { audit } from '#libs/platform/audit/audit';
import { awaitCopy } from '#libs/platform/database/await-copy';
import { once } from '#libs/platform/database/command-results';
import type { Tx } from '#libs/platform/database/database';
import { granted, shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { loadShopCopy, lockShopCopy, type ShopCopy } from '../../copies/store/shop-copies';
import type { Deps } from '../../deps';
import { effectiveFrom } from '../domain/effective-from';
import { changeHours, type HoursChange } from '../domain/change-hours';
import { plainHours, type SavedVersion } from '../domain/saved-version';
import { insertVersion, nextNumber, versionAt } from '../store/versions';
import { scheduleSnapshot } from './schedule-snapshot';

export interface SaveScheduleInput extends CommandInput, HoursChange {
  readonly effectiveFrom?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

export interface SavedSchedule {
  readonly version: SavedVersion;
  /** An earlier `effectiveFrom` was asked for than can be had. */
  readonly wasPast: boolean;
}

/** Saves a new version of the hours; nothing is stored unless all of it is right (SCH-7). Waits up to 2 s for a shop not known here yet. */
export async function saveSchedule(deps: Deps, command: Command<SaveScheduleInput>): Promise<SavedSchedule> {
  const { shopId, key, trigger } = command;
  if (!(await awaitCopy(() => deps.db.transaction([shopId], (tx) => loadShopCopy(tx, shopId))))) {
    throw shopNotFound('shopId', { retryable: true });
  }
  const stored = await deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const shop = await lockShopCopy(tx, shopId);
      if (!shop) throw shopNotFound();
      const now = deps.clock.now();
      const { before, ...saved } = await nextVersion(tx, command, shop, now);
      insertVersion(tx, shopId, saved.version);
      const on = { kind: 'RECEPTION_HOURS', id: String(saved.version.version) } as const;
      audit(tx, command, { at: now, on, before, after: saved.version });
      await deps.outbox.append(tx, [scheduleSnapshot({ shopId, shop, saved: saved.version }, trigger, deps.newId())]);
      return saved;
    }),
  );
  return { ...stored, version: revived(stored.version) };
}

async function nextVersion(
  tx: Tx,
  { shopId, input, caller }: Command<SaveScheduleInput>,
  shop: ShopCopy,
  now: Date,
): Promise<SavedSchedule & { readonly before: SavedVersion | null }> {
  const { at, wasPast } = granted(effectiveFrom(input.effectiveFrom, shop.timeZone, now));
  const before = (await versionAt(tx, shopId, at)) ?? null;
  const hours = granted(changeHours(before ?? undefined, input));
  const version = await nextNumber(tx, shopId);
  return {
    version: { ...plainHours, version, effectiveFrom: at, savedAt: now, ...hours, reason: input.reason ?? null, savedBy: caller.account },
    wasPast,
    before,
  };
}

/** A repeated command's result comes back from the database as JSON, its instants as text. */
const revived = (version: SavedVersion): SavedVersion => ({
  ...version,
  effectiveFrom: new Date(version.effectiveFrom),
  savedAt: new Date(version.savedAt),
});
