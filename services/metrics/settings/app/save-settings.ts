import { audit } from '#libs/platform/audit/audit';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { watchRates } from '../../alerts/store/watched-rates';
import { changed, usualOwnSettings } from '../domain/parameters';
import type { OwnSettings } from '../domain/settings-version';
import { insertSettingsVersion, loadSettingsVersions, type MetricSettingsRow } from '../store/settings-rows';
import { inShop } from './in-shop';
import { settingsNow, type SettingsView } from './read-settings';
import { retell } from './retell';

type SettingsDeps = Pick<Deps, 'db' | 'clock'>;

export interface SaveSettingsInput extends CommandInput {
  readonly effectiveFrom?: Date | undefined;
  readonly change: { readonly [S in keyof OwnSettings]?: OwnSettings[S] | undefined };
}

const farthestBackMs = 400 * 86_400_000;

/** Saves a version of the settings of metrics: those that held at its instant, with what the caller names changed. */
export const saveMetricSettings = ({ db, clock }: SettingsDeps, command: Command<SaveSettingsInput>): Promise<SettingsView> =>
  inShop({ db }, command, async (tx) => {
    const { shopId, input, caller } = command;
    const now = clock.now();
    const effectiveFrom = input.effectiveFrom ?? now;
    checkFrom(effectiveFrom, now);
    const versions = await loadSettingsVersions(tx, [shopId]);
    const before = versions.findLast((version) => version.effectiveFrom.getTime() <= effectiveFrom.getTime());
    const values = checked(changed(before?.values ?? usualOwnSettings, input.change));
    const version = (versions.at(-1)?.version ?? 0) + 1;
    const row: MetricSettingsRow = { shopId, version, effectiveFrom, values, savedAt: now, savedBy: caller.account };
    insertSettingsVersion(tx, row);
    await retell(tx, [shopId]);
    watchRates(tx, [shopId], now);
    audit(tx, command, {
      at: now,
      on: { kind: 'METRIC_SETTINGS', id: shopId },
      before: before ? { version: before.version, effectiveFrom: before.effectiveFrom, ...before.values } : null,
      after: { version, effectiveFrom, ...values },
    });
    return settingsNow(tx, shopId, now);
  });

function checkFrom(effectiveFrom: Date, now: Date): void {
  const earliest = new Date(now.getTime() - farthestBackMs);
  if (effectiveFrom >= earliest && effectiveFrom <= now) return;
  throw new AppError('BAD_USER_INPUT', 'effectiveFrom is too early, or has not come yet.', {
    field: 'effectiveFrom',
    expected: `${earliest.toISOString()} to ${now.toISOString()}`,
  });
}

function checked(values: OwnSettings): OwnSettings {
  if (values.targetPercent >= values.floorPercent) return values;
  throw new AppError('BAD_USER_INPUT', 'The target is below the floor.', {
    field: 'targetPercent',
    expected: `${values.floorPercent} or more, which is the floor`,
  });
}
