import type { AnnouncementView } from '../app/announcement-view';
import type { AnnouncementPage, Notice } from '../app/read-announcements';
import type { Delivery } from '../domain/announcement';

export type AnnouncementParent = AnnouncementView;
export type AnnouncementPageParent = AnnouncementPage;
export type DeliveryParent = Delivery;
export type NoticeParent = Notice;
