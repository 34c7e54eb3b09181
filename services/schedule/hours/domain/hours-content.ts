import type { HolidayTable, HoursRules } from '#libs/calendar/index';
import { needsTable, type HolidayChoice } from './holiday-choice';

/** What a version, or the draft of one, says. */
export interface HoursContent extends Omit<HoursRules, 'holidays'> {
  readonly holidays: HolidayChoice | null;
  /** Text of the closed notice with {receptionHours}; null = the default. */
  readonly closedNotice: string | null;
  readonly followsShop: boolean;
}

/** Nothing that limits reception (SCH-10). */
export const noLimits: HoursContent = {
  weekly: null,
  seasons: [],
  ranges: [],
  closures: [],
  holidays: null,
  closedNotice: null,
  followsShop: false,
};

/** What of a version was chosen by somebody: all but its holiday table. */
export function contentOf(version: HoursRules & Pick<HoursContent, 'closedNotice' | 'followsShop'>): HoursContent {
  const { weekly, seasons, ranges, closures, closedNotice, followsShop } = version;
  return { weekly, seasons, ranges, closures, closedNotice, followsShop, holidays: version.holidays && choiceOf(version.holidays) };
}

const choiceOf = ({ rule, windows, followMakeUpWorkdays, makeUpDay }: HolidayChoice): HolidayChoice => ({
  rule,
  windows,
  followMakeUpWorkdays,
  makeUpDay,
});

/**
 * The rules with the table that they need from a year on, and no more of it than that. The year before is kept too: a window of its last night may still be
 * open.
 */
export function withTable({ holidays, ...content }: HoursContent, table: HolidayTable | null, fromYear: number) {
  return { ...content, holidays: holidays && { ...holidays, table: needsTable(holidays) && table ? since(table, fromYear - 1) : null } };
}

function since(table: HolidayTable, year: number): HolidayTable {
  const fromYear = Math.max(table.fromYear, Math.min(year, table.toYear));
  const first = `${String(fromYear).padStart(4, '0')}-01-01`;
  return {
    fromYear,
    toYear: table.toYear,
    holidays: table.holidays.filter(({ date }) => date >= first),
    workdays: table.workdays.filter(({ date }) => date >= first),
  };
}
