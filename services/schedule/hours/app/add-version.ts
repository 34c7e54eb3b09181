import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { Beginning } from '../domain/effective-from';
import { expectVersion } from '../domain/expect-version';
import type { HoursContent } from '../domain/hours-content';
import type { SavedVersion } from '../domain/saved-version';
import { countGroups, newestNumber, versionAt, type Subject } from '../store/versions';
import type { InShop } from './in-known-shop';
import { scheduleSnapshot } from './schedule-snapshot';
import { storeVersion } from './store-version';

/** How many groups of a shop can have had hours of their own. */
export const mostGroups = 200;

export interface AddedVersion {
  readonly version: SavedVersion;
  /** An earlier beginning was asked for than can be had. */
  readonly wasPast: boolean;
}

export interface WantedVersion {
  readonly subject: Subject;
  readonly content: HoursContent;
  readonly beginning: Beginning;
  readonly reason: string | null;
}

/** Refuses an edit of hours that somebody else has changed since, and the first hours of one group too many. */
export async function assertNewest({ tx, shopId }: InShop, subject: Subject, expected: number | null | undefined): Promise<void> {
  const newest = await newestNumber(tx, shopId, subject);
  granted(expectVersion(newest, expected));
  if (newest === 0 && subject !== null && (await countGroups(tx, shopId)) >= mostGroups)
    throw new AppError('BAD_USER_INPUT', 'Too many groups have hours of their own.', {
      field: 'groupId',
      expected: `at most ${mostGroups} groups`,
    });
}

/** Saves what somebody wants as the next version: with its line in the audit chain, and told to the other services. */
export async function addVersion(
  { outbox, newId }: Pick<Deps, 'outbox' | 'newId'>,
  command: Command<unknown>,
  place: InShop,
  { subject, content, beginning, reason }: WantedVersion,
): Promise<AddedVersion> {
  const { tx, shopId, shop, now } = place;
  const before = (await versionAt(tx, shopId, subject, beginning.at)) ?? null;
  const version = await storeVersion(place, {
    groupId: subject,
    effectiveFrom: beginning.at,
    content,
    reason,
    savedBy: command.caller.account,
    bySystem: false,
  });
  audit(tx, command, { at: now, on: { kind: 'RECEPTION_HOURS', id: String(version.version) }, before, after: version });
  await outbox.append(tx, [scheduleSnapshot({ shopId, shop, saved: version }, command.trigger, newId())]);
  return { version, wasPast: beginning.wasPast };
}

/** A repeated command's result comes back from the database as JSON, its instants as text. */
export const revivedVersion = <R extends { readonly version: SavedVersion }>(stored: R): R => {
  const { effectiveFrom, savedAt, withdrawnAt } = stored.version;
  const revived = {
    ...stored.version,
    effectiveFrom: new Date(effectiveFrom),
    savedAt: new Date(savedAt),
    withdrawnAt: withdrawnAt && new Date(withdrawnAt),
  };
  return { ...stored, version: revived };
};
