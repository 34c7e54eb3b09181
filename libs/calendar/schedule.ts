/** Minutes from local midnight: start 0–1439, end 0–1440. An end before the start runs past midnight and belongs to its start date (SCH-8). */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** Seven lists of windows, Monday first; a day without windows is closed (SCH-5). */
export type Weekly = readonly (readonly TimeWindow[])[];

/** Calendar dates YYYY-MM-DD of the shop's zone, both included. */
export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

/** Something with a name that people recognise it by in answers. */
interface Named {
  readonly name: string;
}

/** A week of its own for a part of the year (SCH-12). Seasons do not overlap (RES-54). */
export interface Season extends Named, DateSpan {
  readonly weekly: Weekly;
}

/** Windows that replace the week's on these dates, such as a promotion's (SCH-3). */
export interface DateRange extends Named, DateSpan {
  readonly windows: readonly TimeWindow[];
}

/** Dates without reception (SCH-4). */
export interface Closure extends Named, DateSpan {}

/** One date of a holiday table. */
export interface NamedDate extends Named {
  readonly date: string;
}

/** Statutory holidays and make-up workdays of whole years; says nothing of other years (SCH-27). */
export interface HolidayTable {
  /** Years that the table covers, both included. */
  readonly fromYear: number;
  readonly toYear: number;
  readonly holidays: readonly NamedDate[];
  /** Weekend dates declared workdays (调休). */
  readonly workdays: readonly NamedDate[];
}

/** What a shop does on statutory holidays (SCH-25). */
export const holidayRules = ['CLOSED', 'AS_WEEKEND', 'AS_WEEKDAY', 'AS_CUSTOM', 'IGNORE'] as const;

export type HolidayRule = (typeof holidayRules)[number];

/** How a shop follows a holiday table (SCH-25, SCH-26). */
export interface HolidayPolicy {
  readonly rule: HolidayRule;
  /** The windows of AS_CUSTOM; empty for the other rules. */
  readonly windows: readonly TimeWindow[];
  readonly followMakeUpWorkdays: boolean;
  /** Whose windows a make-up workday takes, 1 = Monday. */
  readonly makeUpDay: number;
  /** Null where nothing is known of holidays. */
  readonly table: HolidayTable | null;
}

/** What one version of the hours says. Without week and season there is no limit but on the other entries' dates (SCH-10, RES-51). */
export interface HoursRules {
  readonly weekly: Weekly | null;
  readonly seasons: readonly Season[];
  readonly ranges: readonly DateRange[];
  readonly closures: readonly Closure[];
  /** Null = IGNORE, and make-up workdays are not followed. */
  readonly holidays: HolidayPolicy | null;
}

/** One saved version of the hours, in force from `effectiveFrom` (SCH-11): the shop's, or a group's own. */
export interface ScheduleVersion extends HoursRules {
  readonly version: number;
  readonly effectiveFrom: Date;
  /** Null = the shop's; a group without hours of its own follows the shop. */
  readonly groupId: string | null;
  /** A group's version that gives up hours of its own: from then on the group follows the shop again. */
  readonly followsShop: boolean;
}

/** The shop's switch that closes it whatever the hours (SCH-28); `to` null = until it is taken back. */
export interface HolidayMode {
  readonly from: Date;
  readonly to: Date | null;
}

/** Open or closed by hand, above everything but holiday mode; `to` null = until it is lifted. */
export interface Override {
  readonly open: boolean;
  readonly from: Date;
  readonly to: Date | null;
  readonly reason: string;
}

/** Everything the reception of one shop depends on. `versions` holds the shop's and all its groups'. */
export interface ReceptionRules {
  readonly zone: string;
  readonly versions: readonly ScheduleVersion[];
  readonly holidayMode: HolidayMode | null;
  readonly override: Override | null;
}
