import { evaluate } from './evaluate';
import type { HoursRules, ReceptionRules, ScheduleVersion, TimeWindow, Weekly } from './schedule';
import { parseEnd, parseTime } from './time-of-day';

export const shanghai = 'Asia/Shanghai';

/** A wall-clock time in Shanghai, which has no summer time. */
export const cst = (text: string): Date => new Date(`${text}+08:00`);

export const window = (text: string): TimeWindow => {
  const [start, end] = text.split('-') as [string, string];
  return { start: parseTime(start)!, end: parseEnd(end)! };
};

export const everyDay = (...windows: string[]): Weekly => Array.from({ length: 7 }, () => windows.map(window));

/** 1 = Monday. */
export const week = (days: Partial<Record<number, string[]>>): Weekly =>
  Array.from({ length: 7 }, (_, day) => (days[day + 1] ?? []).map(window));

const weekday = ['10:00-19:00'];
const weekend = ['11:00-18:00'];
/** The example of SCH-2. */
export const office = week({ 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday, 6: weekend, 7: weekend });

/** No limit and no exception. */
export const noHours: HoursRules = { weekly: null, seasons: [], ranges: [], closures: [], holidays: null };

export const version = (weekly: Weekly | null, number = 1, effectiveFrom = new Date(0)): ScheduleVersion => ({
  ...noHours,
  version: number,
  effectiveFrom,
  weekly,
  groupId: null,
  followsShop: false,
});

/** The rules of a shop in Shanghai with these versions of its hours. */
export const shopHours = (...versions: ScheduleVersion[]): ReceptionRules => ({
  zone: shanghai,
  versions,
  holidayMode: null,
  override: null,
});

export const rules = (weekly: Weekly | null, zone = shanghai): ReceptionRules => ({ ...shopHours(version(weekly)), zone });

/** One version with exceptions. */
export const hours = (parts: Partial<HoursRules>, zone = shanghai): ReceptionRules => ({
  ...shopHours({ ...version(null), ...parts }),
  zone,
});

export const stateAt = (of: ReceptionRules, at: Date): string => (evaluate(of, at).open ? 'OPEN' : 'CLOSED');
