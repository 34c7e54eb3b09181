import type { Tx } from '#libs/platform/database/database';
import { versionAt, readVersion } from '../../hours/store/versions';
import type { Announcement, Delivery } from '../domain/announcement';
import { deliveriesOf } from '../store/deliveries';

/** An announcement as it is shown. */
export interface AnnouncementView extends Announcement {
  readonly isOutdated: boolean;
  readonly deliveries: Delivery[];
}

/** With what became of them, and whether what they say still comes. */
export async function viewsOf(tx: Tx, shopId: string, announcements: readonly Announcement[]): Promise<AnnouncementView[]> {
  const ids = announcements.map(({ id }) => id);
  const deliveries = ids.length === 0 ? new Map<string, Delivery[]>() : await deliveriesOf(tx, shopId, ids);
  const views: AnnouncementView[] = [];
  for (const announcement of announcements)
    views.push({
      ...announcement,
      deliveries: deliveries.get(announcement.id) ?? [],
      isOutdated: await isOutdated(tx, shopId, announcement),
    });
  return views;
}

/** Whether the announced version was taken back, or another one acts from then on. */
export async function isOutdated(tx: Tx, shopId: string, { version, effectiveFrom }: Announcement): Promise<boolean> {
  const announced = await readVersion(tx, shopId, version);
  if (!announced || announced.withdrawnAt !== null) return true;
  return (await versionAt(tx, shopId, announced.groupId, effectiveFrom))?.version !== version;
}

/** A repeated command's result comes back from the database as JSON, its instants as text. */
export const revivedView = (stored: AnnouncementView): AnnouncementView => ({
  ...stored,
  publishAt: new Date(stored.publishAt),
  effectiveFrom: new Date(stored.effectiveFrom),
  publishedAt: stored.publishedAt && new Date(stored.publishedAt),
  deliveries: stored.deliveries.map((delivery) => ({ ...delivery, at: new Date(delivery.at), reportedAt: new Date(delivery.reportedAt) })),
});
