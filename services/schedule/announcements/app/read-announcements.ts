import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { ReadDeps } from '../../deps';
import type { Announcement } from '../domain/announcement';
import { announcementsAhead, listAnnouncements } from '../store/announcements';
import { isOutdated, viewsOf, type AnnouncementView } from './announcement-view';

export interface AnnouncementPage {
  readonly announcements: AnnouncementView[];
  readonly hasNextPage: boolean;
}

/** Behind the last id that there can be. */
export const fromTheLatest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Announcements of a shop, the latest first. */
export const readAnnouncements = ({ readDb }: ReadDeps, shopId: string, first: number, before: string): Promise<AnnouncementPage> =>
  readDb.transaction([shopId], async (tx) => {
    const found = await listAnnouncements(tx, shopId, before, first + 1);
    return { announcements: await viewsOf(tx, shopId, found.slice(0, first)), hasNextPage: found.length > first };
  });

/** What buyers see of a change that is ahead at an instant. */
export async function readNotice({ readDb }: ReadDeps, shopId: string, at: Date): Promise<Announcement | null> {
  const found = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      if (!(await loadShopCopy(tx, shopId))) return undefined;
      for (const announcement of await announcementsAhead(tx, shopId, at))
        if (!(await isOutdated(tx, shopId, announcement))) return { announcement };
      return { announcement: null };
    }),
  );
  if (!found) throw shopNotFound('shopId', { retryable: true });
  return found.announcement;
}
