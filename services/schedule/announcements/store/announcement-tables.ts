import { instant, integer, table, text, texts, uuid } from '#libs/platform/database/table';
import type { AnnouncementState, Channel, Delivery } from '../domain/announcement';

/** What buyers are told of changed hours. Those that are planned are looked for by their time. */
export const announcementTable = table(
  'announcement',
  {
    shopId: uuid().key(),
    id: uuid().key(),
    version: integer().fixed(),
    channels: texts<Channel>(),
    text: text(),
    textEn: text(),
    reason: text(),
    publishAt: instant(),
    effectiveFrom: instant().fixed(),
    state: text<AnnouncementState>(),
    publishedAt: instant().null(),
  },
  { indices: [{ name: 'announcement_due', fields: ['publishAt'], where: `state = 'PLANNED'` }] },
);

/** What connectors report of announcements. */
export const deliveryTable = table('announcement_delivery', {
  shopId: uuid().key(),
  announcementId: uuid().key(),
  channel: text<Channel>().key(),
  outcome: text<Delivery['outcome']>(),
  reason: text().null(),
  reportedAt: instant(),
  happenedAt: instant().added('DeliveryTimes1795820300000'),
});
