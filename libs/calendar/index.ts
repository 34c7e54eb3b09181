export { closedPeriodStart } from './closed-period';
export { evaluate, type Because, type Reception } from './evaluate';
export { receptionHoursText } from './hours-text';
export { addDays, isZone, toInstant, toLocal, type LocalDate } from './local-time';
export { nextChange } from './next-change';
export { findOverlap } from './overlap';
export { versionInForce } from './rules-in-force';
export type { HolidayMode, ReceptionRules, ScheduleVersion, TimeWindow, Weekly } from './schedule';
export { formatTime, parseEnd, parseTime } from './time-of-day';
