import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import { changeHours, type HoursBefore, type HoursChange } from '../domain/change-hours';
import { effectiveFrom } from '../domain/effective-from';
import { contentOf } from '../domain/hours-content';
import { versionAt, type Subject } from '../store/versions';
import { addVersion, assertNewest, revivedVersion, type AddedVersion } from './add-version';
import { inKnownShop } from './in-known-shop';

export interface SaveScheduleInput extends CommandInput, HoursChange {
  readonly groupId?: string | null | undefined;
  readonly effectiveFrom?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** Saves a new version of the hours; nothing is stored unless all of it is right (SCH-7). */
export const saveSchedule = (deps: Deps, command: Command<SaveScheduleInput>): Promise<AddedVersion> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { input } = command;
      const subject = input.groupId ?? null;
      await assertNewest(place, subject, input.expectedVersion);
      const beginning = granted(effectiveFrom(input.effectiveFrom, place.shop.timeZone, place.now));
      const before = await hoursBefore(place.tx, place.shopId, subject, beginning.at);
      const content = granted(changeHours(before, input));
      return addVersion(deps, command, place, { subject, content, beginning, reason: input.reason ?? null });
    },
    revivedVersion,
  );

/** The hours that a change at an instant begins with. */
export async function hoursBefore(tx: Tx, shopId: string, subject: Subject, at: Date): Promise<HoursBefore> {
  const own = await versionAt(tx, shopId, subject, at);
  const ofShop = subject === null ? undefined : await versionAt(tx, shopId, null, at);
  return { own: own && contentOf(own), ofShop: ofShop && contentOf(ofShop), isGroup: subject !== null };
}
