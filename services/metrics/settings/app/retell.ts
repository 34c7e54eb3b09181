import type { Tx } from '#libs/platform/database/database';
import { noTimeline } from '../../figures/domain/settings-timeline';
import { loadTimelines, saveTimeline } from '../../copies/store/shop-copies';
import { markOutdated } from '../../rebuild/store/outdated-figures';
import { differsFrom, timelineOf } from '../domain/timeline-of';
import { loadExemptRanges, loadSettingsVersions, loadShopSnapshots } from '../store/settings-rows';

/**
 * Says anew what held in shops and when, after a snapshot or a setting has come, and marks the figures of what was opened since it differs: they are
 * computed again in the background (RES-77). The transaction holds the shops.
 */
export async function retell(tx: Tx, shopIds: readonly string[]): Promise<void> {
  const [told, versions, exempt, stored] = await Promise.all([
    loadShopSnapshots(tx, shopIds),
    loadSettingsVersions(tx, shopIds),
    loadExemptRanges(tx, shopIds),
    loadTimelines(tx),
  ]);
  for (const shopId of shopIds) {
    const mine = <R extends { readonly shopId: string }>(rows: readonly R[]): R[] => rows.filter((row) => row.shopId === shopId);
    const timeline = timelineOf(
      mine(told).map(({ value }) => value),
      mine(versions),
      mine(exempt),
    );
    const since = differsFrom(stored.get(shopId) ?? noTimeline, timeline);
    if (since === null) continue;
    saveTimeline(tx, shopId, timeline);
    markOutdated(tx, shopId, new Date(since));
  }
}
