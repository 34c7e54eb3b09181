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

export const outcomes = ['DELIVERED', 'FAILED', 'REMOVED'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of an announcement at one channel. */
export interface Delivery {
  readonly channel: Channel;
  readonly outcome: Outcome;
  readonly reason: string | null;
  /** When that happened at the channel. */
  readonly at: Date;
  readonly reportedAt: Date;
}
