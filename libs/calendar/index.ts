export { businessDateAt, dateText } from './business-date';
export { closedNotice, noticePlaceholders, noticeValues, placeholdersIn, withKeptNames, type NoticeHours } from './closed-notice';
export { closedPeriodStart } from './closed-period';
export { compile } from './compile';
export { dateNumber, dateNumberText, dayOfWeek } from './date-number';
export { evaluate, isOpen } from './evaluate';
export { receptionHoursText, printWindow } from './hours-text';
export { isDate, isRepresentable, parseInstant } from './instant';
export type { InLanguages, Language } from './language';
export { addDays, minuteOfDay, toInstant, toLocal, type LocalDate } from './local-time';
export { nextChange } from './next-change';
export { findOverlap } from './overlap';
export { fillIn, placeholdersOf, withNames } from './placeholders';
export { printDates } from './print-dates';
export { ruleKinds, type Because, type Reception, type Rule, type RuleKind } from './reception';
export { resolvedDays, type ResolvedDay } from './resolved-days';
export { ruledHours, ruledUntil } from './ruled-hours';
export { holidayRules } from './schedule';
export type {
  Closure,
  DateRange,
  DateSpan,
  HolidayMode,
  HolidayPolicy,
  HolidayRule,
  HolidayTable,
  HoursRules,
  NamedDate,
  Override,
  ReceptionRules,
  ScheduleVersion,
  Season,
  TimeWindow,
  Weekly,
} from './schedule';
export { formatTime, parseEnd, parseTime } from './time-of-day';
export { weekInForce } from './week-in-force';
export { afterBusinessMs, businessMs, windowsBetween, type OpenInterval } from './windows-between';
export { isZone, likelyZones } from './zone-name';
