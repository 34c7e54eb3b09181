export const channels = ['NOTICE_BOARD', 'OFFICIAL_ACCOUNT', 'SHOP_HOME'] as const;
export type Channel = (typeof channels)[number];

export type AnnouncementState = 'PLANNED' | 'PUBLISHED' | 'CANCELLED';

/** What buyers are told of a version of the hours, where and when (SCH-20). */
export interface Announcement {
  readonly id: string;
  readonly version: number;
  readonly channels: Channel[];
  readonly text: string;
  readonly textEn: string;
  readonly reason: string;
  readonly publishAt: Date;
  readonly effectiveFrom: Date;
  readonly state: AnnouncementState;
  readonly publishedAt: Date | null;
}

/** Whether buyers learn of a change only once it acts (SCH-20). */
export const isLate = ({ publishAt, effectiveFrom }: Pick<Announcement, 'publishAt' | 'effectiveFrom'>): boolean =>
  publishAt >= effectiveFrom;

/** What became of an announcement at one channel. */
export interface Delivery {
  readonly channel: Channel;
  readonly outcome: 'DELIVERED' | 'FAILED';
  readonly reason: string | null;
  readonly reportedAt: Date;
}
