/** What kind of rule decides, from the strongest to the weakest (SCH-9). */
export const ruleKinds = ['HOLIDAY_MODE', 'OVERRIDE', 'CLOSURE', 'RANGE', 'HOLIDAY', 'MAKE_UP_WORKDAY', 'SEASON', 'WEEKLY'] as const;

export type RuleKind = (typeof ruleKinds)[number];

/** The rule that decides, and the name people gave it: null for the week, holiday mode, and dates outside of all seasons. An override has its reason. */
export interface Rule {
  readonly kind: RuleKind;
  readonly name: string | null;
}

export type Because = 'NO_SCHEDULE' | 'WEEKLY_WINDOW' | 'SPECIAL_WINDOW' | 'OUTSIDE_WINDOWS' | 'OVERRIDE' | 'HOLIDAY_MODE';

/** Whether a shop receives buyers at an instant, and why. */
export interface Reception {
  readonly open: boolean;
  readonly because: Because;
  /** The version in force; null when none was ever saved. */
  readonly version: number | null;
  /**
   * The rule that decided; null where nothing limits the hours. While a window is open, the rule of the date on which it started, or of the local date if
   * windows of both are open; otherwise the local date's (RES-50).
   */
  readonly rule: Rule | null;
  /** False when that rule would need a holiday table that is not known (SCH-27, RES-56). */
  readonly calendarConfirmed: boolean;
}

export const sameReception = (a: Reception, b: Reception): boolean =>
  a.open === b.open &&
  a.because === b.because &&
  a.version === b.version &&
  a.calendarConfirmed === b.calendarConfirmed &&
  a.rule?.kind === b.rule?.kind &&
  a.rule?.name === b.rule?.name;
