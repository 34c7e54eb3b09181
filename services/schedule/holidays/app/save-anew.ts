import type { AnyNewEvent, Trigger } from '#libs/contracts/index';
import type { Deps } from '../../deps';
import type { InShop } from '../../hours/app/in-known-shop';
import { scheduleSnapshot } from '../../hours/app/schedule-snapshot';
import { scheduleWithdrawn } from '../../hours/app/schedule-withdrawn';
import { storeVersion } from '../../hours/app/store-version';
import { needsTable } from '../../hours/domain/holiday-choice';
import { contentOf } from '../../hours/domain/hours-content';
import type { SavedVersion } from '../../hours/domain/saved-version';
import { loadAllRuling, withdrawVersion } from '../../hours/store/versions';

interface SavedAnew {
  readonly versions: readonly SavedVersion[];
  /** To be told behind everything else that the transaction locks. */
  readonly events: readonly AnyNewEvent[];
}

/**
 * Saves every version in force and every planned one that follows holidays once more, with the table as it is now: so answers change by a version that says
 * why. A plan is taken back for the one that replaces it.
 */
export async function saveAnew({ newId }: Pick<Deps, 'newId'>, place: InShop, reason: string, trigger: Trigger): Promise<SavedAnew> {
  const { tx, shopId, shop, now } = place;
  const versions: SavedVersion[] = [];
  const events: AnyNewEvent[] = [];
  for (const old of await loadAllRuling(tx, shopId, now)) {
    if (!old.holidays || !needsTable(old.holidays)) continue;
    const isPlan = old.effectiveFrom > now;
    const effectiveFrom = isPlan ? old.effectiveFrom : now;
    const { groupId } = old;
    const saved = await storeVersion(place, { groupId, effectiveFrom, content: contentOf(old), reason, savedBy: null, bySystem: true });
    versions.push(saved);
    events.push(scheduleSnapshot({ shopId, shop, saved }, trigger, newId()));
    if (!isPlan) continue;
    withdrawVersion(tx, shopId, old.version, now);
    events.push(scheduleWithdrawn({ shopId, shop, withdrawn: old, now }, trigger, newId()));
  }
  return { versions, events };
}
