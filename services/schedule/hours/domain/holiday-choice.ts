import type { HolidayPolicy, HolidayRule } from '#libs/calendar/index';
import { refuse, type Refusal, isRefusal } from '#libs/platform/errors';
import { daysOfWeek, parseWindows, type DayOfWeek, type TypedWindow } from './windows';

/** How the hours follow a holiday table, whichever it is (SCH-25, SCH-26). */
export type HolidayChoice = Omit<HolidayPolicy, 'table'>;

/** What a save says of holidays; absent is unchanged, null is the default. */
export interface HolidayChange {
  /** null = IGNORE. */
  readonly holidayRule?: HolidayRule | null | undefined;
  readonly holidayWindows?: readonly TypedWindow[] | null | undefined;
  /** null = false. */
  readonly followMakeUpWorkdays?: boolean | null | undefined;
  /** null = MONDAY. */
  readonly makeUpDay?: DayOfWeek | null | undefined;
}

const asUsual: HolidayChoice = { rule: 'IGNORE', windows: [], followMakeUpWorkdays: false, makeUpDay: 1 };

/** The choice after a change; null where holidays are days like others. Refuses AS_CUSTOM without windows, and windows without AS_CUSTOM. */
export function changeHolidays(before: HolidayChoice | null, change: HolidayChange): HolidayChoice | null | Refusal {
  const base = before ?? asUsual;
  const rule = changed(change.holidayRule, base.rule, asUsual.rule);
  const windows = holidayWindows(rule, base, change.holidayWindows);
  if (isRefusal(windows)) return windows;
  const day = changed(change.makeUpDay, daysOfWeek[base.makeUpDay - 1]!, 'MONDAY');
  const followMakeUpWorkdays = changed(change.followMakeUpWorkdays, base.followMakeUpWorkdays, false);
  const after = { rule, windows, followMakeUpWorkdays, makeUpDay: daysOfWeek.indexOf(day) + 1 };
  const isAsUsual = rule === 'IGNORE' && !followMakeUpWorkdays && after.makeUpDay === asUsual.makeUpDay;
  return isAsUsual ? null : after;
}

/** Whether any date can depend on a holiday table. */
export const needsTable = (choice: HolidayChoice): boolean => choice.rule !== 'IGNORE' || choice.followMakeUpWorkdays;

function holidayWindows(
  rule: HolidayRule,
  base: HolidayChoice,
  typed: HolidayChange['holidayWindows'],
): HolidayChoice['windows'] | Refusal {
  if (rule !== 'AS_CUSTOM') return typed && typed.length > 0 ? wrong('no windows, or holidayRule: AS_CUSTOM') : [];
  const windows = typed === undefined ? base.windows : parseWindows(typed ?? [], 'holidayWindows');
  return !isRefusal(windows) && windows.length === 0 ? wrong('at least one window, or holidayRule: CLOSED') : windows;
}

const wrong = (expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'Holidays have windows of their own by the rule AS_CUSTOM, and only by it.', {
    field: 'holidayWindows',
    expected,
  });

const changed = <V>(given: V | null | undefined, before: V, byDefault: V): V => (given === undefined ? before : (given ?? byDefault));
