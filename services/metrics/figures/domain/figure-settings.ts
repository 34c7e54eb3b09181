/** What the figures of a session depend on beside its facts, as it held when the session was opened. */
export interface FigureSettings {
  /** The window of the response rate, in hours (MET-13). */
  readonly responseWindowHours: number;
  /** RES-12: whether sessions of FAQ questions only count as responded or are left out. */
  readonly faqOnlySessions: 'COUNT_AS_RESPONDED' | 'EXCLUDE';
  /** Whether what a blocked buyer opens is counted (MET-8). */
  readonly countBlocked: boolean;
  /** How soon a round has to be answered (MET-15); null: not counted. */
  readonly quickReplySeconds: number | null;
  readonly quickReplyUnit: 'ROUND' | 'SESSION';
  /** Rounds count when they start within these minutes of the shop's day; `toMinute` is left out. */
  readonly quickReplyHours: DayMinutes;
  /** How soon a session has to be answered at first (MET-18). */
  readonly firstReplySeconds: number;
  readonly firstReplyHours: DayMinutes;
  readonly noServiceHours: DayMinutes;
  /** What a round counts at most in the average response time, and an unanswered one always (MET-17). */
  readonly replyCapSeconds: number;
  /** What the response rate is to reach, and what it may not fall below, in percent (MET-13). */
  readonly targetPercent: number;
  readonly floorPercent: number;
}

/** Minutes of a day's clock, half-open. */
export interface DayMinutes {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const platformDay: DayMinutes = { fromMinute: 8 * 60, toMinute: 23 * 60 };

export const usualSettings: FigureSettings = {
  responseWindowHours: 24,
  faqOnlySessions: 'COUNT_AS_RESPONDED',
  countBlocked: false,
  quickReplySeconds: 180,
  quickReplyUnit: 'ROUND',
  quickReplyHours: platformDay,
  firstReplySeconds: 30,
  firstReplyHours: platformDay,
  noServiceHours: platformDay,
  replyCapSeconds: 600,
  targetPercent: 90,
  floorPercent: 85,
};
