import { AppError, granted } from '#libs/platform/errors';
import type { Tx } from '#libs/platform/database/database';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { effectiveFrom } from '../domain/effective-from';
import { contentOf } from '../domain/hours-content';
import type { SavedVersion } from '../domain/saved-version';
import { readVersion } from '../store/versions';
import { addVersion, assertNewest, revivedVersion, type AddedVersion } from './add-version';
import { inKnownShop } from './in-known-shop';

export interface RollBackInput extends CommandInput {
  /** The number of the version whose content comes back. */
  readonly version: number;
  readonly effectiveFrom?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** Saves what an earlier version said as a new one (RES-63), with the holidays as they are known now. */
export const rollBack = (deps: Deps, command: Command<RollBackInput>): Promise<AddedVersion> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { input } = command;
      const old = await versionOrThrow(place.tx, place.shopId, input.version);
      await assertNewest(place, old.groupId, input.expectedVersion);
      const beginning = granted(effectiveFrom(input.effectiveFrom, place.shop.timeZone, place.now));
      const reason = input.reason ?? null;
      return addVersion(deps, command, place, { subject: old.groupId, content: contentOf(old), beginning, reason });
    },
    revivedVersion,
  );

/** A version of the shop by its number. */
export async function versionOrThrow(tx: Tx, shopId: string, version: number, field = 'version'): Promise<SavedVersion> {
  const found = await readVersion(tx, shopId, version);
  if (!found) throw new AppError('VERSION_NOT_FOUND', 'No such version.', { field, expected: 'the number of a version of this shop' });
  return found;
}
