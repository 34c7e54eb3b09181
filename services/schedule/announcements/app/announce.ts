import { weekInForce, type ReceptionRules, type ScheduleVersion } from '#libs/calendar/index';
import { audit } from '#libs/platform/audit/audit';
import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { versionOrThrow } from '../../hours/app/roll-back';
import { plainHours, type SavedVersion } from '../../hours/domain/saved-version';
import { newestNumber, versionAt, type Subject } from '../../hours/store/versions';
import type { Announcement, Channel } from '../domain/announcement';
import { announcementText } from '../domain/announcement-text';
import type { Hours } from '../domain/changed-parts';
import { saveAnnouncement } from '../store/announcements';
import { revivedView, viewsOf, type AnnouncementView } from './announcement-view';
import { announced, publishedAt } from './publish';

export interface AnnounceInput extends CommandInput {
  readonly version?: number | null | undefined;
  readonly channels: Channel[];
  readonly publishAt?: Date | null | undefined;
  readonly reason?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly textEn?: string | null | undefined;
}

/** Announces a version that stands: at once, or when its time comes (SCH-20). */
export const announce = (deps: Deps, command: Command<AnnounceInput>): Promise<AnnouncementView> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { now } = place;
      const { input } = command;
      const version = await announcedVersion(place, input.version);
      const reason = input.reason ?? version.reason;
      if (!reason)
        throw new AppError('MISSING_REASON', 'There is no reason.', {
          field: 'reason',
          expected: 'why the hours change, in 1 to 500 characters',
        });
      const made = await textOf(place, version, reason);
      const planned: Announcement = {
        id: deps.newId(),
        version: version.version,
        channels: input.channels,
        text: input.text ?? made.text,
        textEn: input.textEn ?? made.textEn,
        reason,
        publishAt: input.publishAt && input.publishAt > now ? input.publishAt : now,
        effectiveFrom: version.effectiveFrom,
        state: 'PLANNED',
        publishedAt: null,
      };
      return keep(deps, command, place, { before: null, planned });
    },
    revivedView,
  );

/** Keeps a planned announcement, published already where its time has come, with its line in the audit chain. */
export async function keep(
  deps: Pick<Deps, 'outbox' | 'newId'>,
  command: Command<CommandInput>,
  place: InShop,
  { before, planned }: { readonly before: Announcement | null; readonly planned: Announcement },
): Promise<AnnouncementView> {
  const { tx, shopId, now } = place;
  const after = planned.publishAt <= now ? publishedAt(planned, now) : planned;
  saveAnnouncement(tx, shopId, after);
  audit(tx, command, { at: now, on: { kind: 'ANNOUNCEMENT', id: after.id }, before, after });
  if (after.state === 'PUBLISHED') await deps.outbox.append(tx, [announced(place, after, command.trigger, deps.newId())]);
  return (await viewsOf(tx, shopId, [after]))[0]!;
}

async function announcedVersion({ tx, shopId }: InShop, asked: number | null | undefined): Promise<SavedVersion> {
  const number = asked ?? (await newestNumber(tx, shopId, null));
  const version = await versionOrThrow(tx, shopId, number);
  if (version.withdrawnAt === null) return version;
  throw new AppError('VERSION_NOT_FOUND', 'The version was taken back.', { field: 'version', expected: 'a version that stands' });
}

/** The text from the hours before the version and its own. */
async function textOf({ tx, shopId, shop }: InShop, version: SavedVersion, reason: string) {
  const { effectiveFrom, groupId } = version;
  const before = await rulingAt(tx, shopId, groupId, new Date(effectiveFrom.getTime() - 1));
  const after = version.followsShop ? await versionAt(tx, shopId, null, effectiveFrom) : version;
  const zone = shop.timeZone;
  return announcementText({
    old: hoursOf(before, effectiveFrom, zone),
    new: hoursOf(after, effectiveFrom, zone),
    reason,
    effectiveFrom,
    zone,
  });
}

/** The version that ruled a shop or a group at an instant: a group's own, where it has hours of its own. */
async function rulingAt(tx: Tx, shopId: string, groupId: Subject, at: Date): Promise<SavedVersion | undefined> {
  const own = groupId === null ? undefined : await versionAt(tx, shopId, groupId, at);
  return own && !own.followsShop ? own : versionAt(tx, shopId, null, at);
}

/** A version's hours as if it had always been in force, at an instant; without any there is no limit. */
function hoursOf(version: ScheduleVersion | undefined, at: Date, zone: string): Hours {
  if (!version) return { ...plainHours, week: null };
  const alone = { ...version, groupId: null, followsShop: false, effectiveFrom: new Date(0) };
  const rules: ReceptionRules = { zone, versions: [alone], holidayMode: null, override: null };
  const { seasons, ranges, closures, holidays } = version;
  return { seasons, ranges, closures, holidays, week: weekInForce(rules, at) };
}
