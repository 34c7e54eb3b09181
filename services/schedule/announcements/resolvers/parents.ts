import type { AnnouncementView } from '../app/announcement-view';
import type { AnnouncementPage } from '../app/read-announcements';
import type { Announcement, Delivery } from '../domain/announcement';

export type AnnouncementParent = AnnouncementView;
export type AnnouncementPageParent = AnnouncementPage;
export type DeliveryParent = Delivery;
export type NoticeParent = Announcement;

/** What a chat that somebody enters is known by here. */
export interface EnteredChat {
  readonly shopId: string;
}
