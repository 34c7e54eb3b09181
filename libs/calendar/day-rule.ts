import { baseWeek, type BaseWeek } from './base-week';
import { dateNumberText, dayOfWeek } from './date-number';
import { includes } from './date-span';
import type { Rule } from './reception';
import type { HolidayPolicy, HoursRules, NamedDate, TimeWindow } from './schedule';

/** What one version of the hours says of one date. */
export interface DayRule {
  readonly rule: Rule | null;
  /** The windows that start on the date; null = no limit. */
  readonly windows: readonly TimeWindow[] | null;
  /** False when it depends on a holiday table that is not known (RES-56). */
  readonly calendarConfirmed: boolean;
}

/** The rule that wins on a date: closure, range, statutory holiday, make-up workday, season, week (SCH-9). */
export function dayRule(hours: HoursRules, date: number): DayRule {
  const text = dateNumberText(date);
  const closure = hours.closures.find((span) => includes(span, text));
  if (closure) return { rule: { kind: 'CLOSURE', name: closure.name }, windows: [], calendarConfirmed: true };
  const range = hours.ranges.find((span) => includes(span, text));
  if (range) return { rule: { kind: 'RANGE', name: range.name }, windows: range.windows, calendarConfirmed: true };
  const base = baseWeek(hours, text);
  const weekday = dayOfWeek(date);
  const calendarConfirmed = !hours.holidays || covers(hours.holidays, text) || !dependsOnTable(hours.holidays, base, weekday);
  const holiday = hours.holidays && holidayRule(hours.holidays, base, text);
  return { ...(holiday ?? { rule: base.rule, windows: windowsOf(base, weekday) }), calendarConfirmed };
}

const windowsOf = ({ weekly }: BaseWeek, weekday: number): readonly TimeWindow[] | null => weekly && (weekly[weekday] ?? []);

/** What the holiday table makes of a date; it says nothing of years that it does not cover (SCH-25 to SCH-27). */
function holidayRule(policy: HolidayPolicy, base: BaseWeek, date: string): Omit<DayRule, 'calendarConfirmed'> | undefined {
  const { table, rule, makeUpDay, followMakeUpWorkdays } = policy;
  if (!table || !covers(policy, date)) return undefined;
  const holiday = rule === 'IGNORE' ? undefined : named(table.holidays, date);
  if (holiday) return { rule: { kind: 'HOLIDAY', name: holiday.name }, windows: holidayWindows(policy, base) };
  const workday = followMakeUpWorkdays ? named(table.workdays, date) : undefined;
  return workday && { rule: { kind: 'MAKE_UP_WORKDAY', name: workday.name }, windows: windowsOf(base, makeUpDay - 1) };
}

/** AS_WEEKEND takes Sunday's windows, AS_WEEKDAY Monday's, of the week valid on that date (RES-55). */
function holidayWindows({ rule, windows }: HolidayPolicy, base: BaseWeek): readonly TimeWindow[] | null {
  switch (rule) {
    case 'CLOSED':
      return [];
    case 'AS_CUSTOM':
      return windows;
    case 'AS_WEEKEND':
      return windowsOf(base, 6);
    case 'AS_WEEKDAY':
    case 'IGNORE':
      return windowsOf(base, 0);
    default:
      return rule satisfies never;
  }
}

const named = (dates: readonly NamedDate[], date: string): NamedDate | undefined => dates.find((one) => one.date === date);

function covers({ table }: HolidayPolicy, date: string): boolean {
  const year = Number(date.slice(0, 4));
  return table !== null && table.fromYear <= year && year <= table.toYear;
}

/** Whether a table could change the date's windows: any date may be a holiday, a weekend a make-up workday. Without a week there is nothing to take over. */
function dependsOnTable({ rule, followMakeUpWorkdays }: HolidayPolicy, { weekly }: BaseWeek, weekday: number): boolean {
  if (rule === 'CLOSED' || rule === 'AS_CUSTOM') return true;
  return weekly !== null && (rule !== 'IGNORE' || (followMakeUpWorkdays && weekday >= 5));
}
