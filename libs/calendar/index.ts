export { evaluate, nextChange, versionInForce, type Because, type Reception } from './evaluate';
export { receptionHoursText } from './hours-text';
export { addDays, isZone, toInstant, toLocal, type LocalDate } from './local-time';
export { findOverlap } from './overlap';
export type { HolidayMode, ReceptionRules, ScheduleVersion, TimeWindow, Weekly } from './schedule';
export { formatTime, parseEnd, parseTime } from './time-of-day';
