import type { ScheduleVersion } from '#libs/calendar/index';

/** A version of the reception hours as it was saved. */
export interface SavedVersion extends ScheduleVersion {
  readonly savedAt: Date;
  /** Text of the closed notice with {receptionHours}; null = the default. */
  readonly closedNotice: string | null;
  readonly reason: string | null;
  readonly savedBy: string | null;
}

/** The shop's hours without exceptions. */
export const plainHours = { seasons: [], ranges: [], closures: [], holidays: null, groupId: null, followsShop: false } as const;
