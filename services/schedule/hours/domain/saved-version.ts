import type { ScheduleVersion } from '#libs/calendar/index';

/** A version of the reception hours as it was saved. */
export interface SavedVersion extends ScheduleVersion {
  readonly savedAt: Date;
  /** Text of the closed notice with {receptionHours}; null = the default. */
  readonly closedNotice: string | null;
  readonly reason: string | null;
  /** The account that saved it; null for a key and for the system. */
  readonly savedBy: string | null;
  /** Saved by the system itself, because its holiday table changed. */
  readonly bySystem: boolean;
  /** When a plan was taken back; such a one never acts. */
  readonly withdrawnAt: Date | null;
}

/** The shop's hours without exceptions. */
export const plainHours = { seasons: [], ranges: [], closures: [], holidays: null, groupId: null, followsShop: false } as const;
