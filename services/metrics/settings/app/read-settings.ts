import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { usualOwnSettings } from '../domain/parameters';
import type { OwnSettings } from '../domain/settings-version';
import { loadExemptRanges, loadSettingsVersions, type ExemptRangeRow } from '../store/settings-rows';

export interface SettingsView extends OwnSettings {
  readonly version: number;
  readonly effectiveFrom: Date | null;
  readonly exemptRanges: readonly ExemptRangeRow[];
}

/** What holds for a shop's metrics now. */
export const readSettings = ({ readDb, clock }: Pick<Deps, 'readDb' | 'clock'>, shopId: string): Promise<SettingsView> =>
  readDb.transaction([shopId], (tx) => settingsNow(tx, shopId, clock.now()));

/** The same within a transaction. */
export async function settingsNow(tx: Tx, shopId: string, now: Date): Promise<SettingsView> {
  const [versions, exemptRanges] = await Promise.all([loadSettingsVersions(tx, [shopId]), loadExemptRanges(tx, [shopId])]);
  const last = versions.findLast(({ effectiveFrom }) => effectiveFrom <= now);
  return { ...(last?.values ?? usualOwnSettings), version: last?.version ?? 0, effectiveFrom: last?.effectiveFrom ?? null, exemptRanges };
}
