import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import type { Announcement, Channel } from '../domain/announcement';
import { takeReport, type Report } from '../domain/take-report';
import { loadAnnouncement, saveAnnouncement } from '../store/announcements';
import { deliveriesOf, saveDelivery } from '../store/deliveries';
import { keep } from './announce';
import { revivedView, viewsOf, type AnnouncementView } from './announcement-view';
import { takenBack } from './publish';

interface Named extends CommandInput {
  readonly announcementId: string;
}

export interface UpdateAnnouncementInput extends Named {
  readonly channels?: Channel[] | null | undefined;
  readonly publishAt?: Date | null | undefined;
  readonly text?: string | null | undefined;
  readonly textEn?: string | null | undefined;
}

/** Changes an announcement that is not published yet. */
export const updateAnnouncement = (deps: Deps, command: Command<UpdateAnnouncementInput>): Promise<AnnouncementView> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const before = await found(place, command.input);
      if (before.state !== 'PLANNED') throw wrongState('The announcement is not planned any more.', 'a planned announcement');
      const { channels, publishAt, text, textEn } = command.input;
      const planned = {
        ...before,
        channels: channels ?? before.channels,
        publishAt: publishAt ?? before.publishAt,
        text: text ?? before.text,
        textEn: textEn ?? before.textEn,
      };
      return keep(deps, command, place, { before, planned });
    },
    revivedView,
  );

/** Takes an announcement back; one that was taken back already stays so. */
export const cancelAnnouncement = (deps: Deps, command: Command<Named>): Promise<AnnouncementView> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { tx, shopId, now } = place;
      const before = await found(place, command.input);
      const after: Announcement = { ...before, state: 'CANCELLED' };
      saveAnnouncement(tx, shopId, after);
      audit(tx, command, { at: now, on: { kind: 'ANNOUNCEMENT', id: after.id }, before, after });
      if (before.state === 'PUBLISHED') await deps.outbox.append(tx, [takenBack(place, after, command.trigger, deps.newId())]);
      return (await viewsOf(tx, shopId, [after]))[0]!;
    },
    revivedView,
  );

export interface ReportInput extends Named, Pick<Report, 'channel' | 'outcome'> {
  readonly reason?: string | null | undefined;
  readonly at?: Date | null | undefined;
}

/** Keeps what a connector says became of an announcement at one of its channels. */
export const reportAnnouncement = (deps: Deps, command: Command<ReportInput>): Promise<AnnouncementView> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { tx, shopId, now } = place;
      const announcement = await found(place, command.input);
      const { channel, outcome, reason = null, at = null } = command.input;
      const known = (await deliveriesOf(tx, shopId, [announcement.id])).get(announcement.id)?.find((each) => each.channel === channel);
      saveDelivery(tx, shopId, announcement.id, granted(takeReport(announcement, known, { channel, outcome, reason, at }, now)));
      return (await viewsOf(tx, shopId, [announcement]))[0]!;
    },
    revivedView,
  );

async function found({ tx, shopId }: InShop, { announcementId }: Named): Promise<Announcement> {
  const announcement = await loadAnnouncement(tx, shopId, announcementId);
  if (announcement) return announcement;
  throw new AppError('ANNOUNCEMENT_NOT_FOUND', 'There is no such announcement.', {
    field: 'announcementId',
    expected: 'the id of an announcement of this shop',
  });
}

const wrongState = (message: string, expected: string): AppError =>
  new AppError('ILLEGAL_TRANSITION', message, { field: 'announcementId', expected });
