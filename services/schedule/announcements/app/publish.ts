import { factOf, systemTrigger, type NewEvent, type Trigger } from '#libs/contracts/index';
import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { lockShopCopy } from '../../copies/store/shop-copies';
import type { InShop } from '../../hours/app/in-known-shop';
import type { Announcement } from '../domain/announcement';
import { dueAnnouncements, loadAnnouncement, saveAnnouncement } from '../store/announcements';

type Needs = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId' | 'log'>;

const everyMs = 250;

/** Publishes announcements when their time has come. Any process of the service may do it, several at once too: under the shop's lock each is published once. */
export const announcementTimer = (deps: Needs): Worker => ({
  name: 'announcements',
  ...repeat('announcements', everyMs, () => publishDue(deps), deps.log),
});

/** All announcements that are due, one transaction each: one that cannot be published now keeps no other back, and is tried again by the next round. */
export async function publishDue(deps: Needs): Promise<void> {
  for (;;) {
    const due = await dueAnnouncements(deps.workerDb, deps.clock.now());
    const published = await Promise.all(due.map((each) => publish(deps, each)));
    if (!published.includes(true)) return;
  }
}

/** Whether it was published by this. */
const publish = (
  { db, clock, outbox, newId, log }: Needs,
  { shopId, id }: { readonly shopId: string; readonly id: string },
): Promise<boolean> =>
  db
    .transaction([shopId], async (tx) => {
      const shop = await lockShopCopy(tx, shopId);
      const planned = await loadAnnouncement(tx, shopId, id);
      const now = clock.now();
      if (!shop || planned?.state !== 'PLANNED' || planned.publishAt > now) return false;
      const published = publishedAt(planned, now);
      saveAnnouncement(tx, shopId, published);
      await outbox.append(tx, [announced({ tx, shopId, shop, now }, published, systemTrigger(), newId())]);
      return true;
    })
    .catch((err: unknown) => {
      log.warn({ err, shopId }, 'an announcement is late');
      return false;
    });

export const publishedAt = (planned: Announcement, now: Date): Announcement => ({ ...planned, state: 'PUBLISHED', publishedAt: now });

/** Connectors bring the announcement to its channels. */
export const announced = (
  place: InShop,
  { id: announcementId, version, channels, text, textEn, effectiveFrom }: Announcement,
  trigger: Trigger,
  id: string,
): NewEvent<'schedule-changed', 'announcement'> =>
  factOf(trigger, {
    ...envelope(place, id),
    type: 'announcement',
    value: { announcementId, version, channels, text, textEn, effectiveFrom: effectiveFrom.toISOString() },
  });

/** A published announcement was taken back: connectors take it away. */
export const takenBack = (
  place: InShop,
  announcement: Announcement,
  trigger: Trigger,
  id: string,
): NewEvent<'schedule-changed', 'announcement-cancelled'> =>
  factOf(trigger, {
    ...envelope(place, id),
    type: 'announcement-cancelled',
    value: { announcementId: announcement.id, channels: announcement.channels },
  });

const envelope = ({ shopId, shop, now }: InShop, id: string) =>
  ({ id, topic: 'schedule-changed', shopId, subject: shopId, occurredAt: now, policyVersion: shop.policyVersion }) as const;
