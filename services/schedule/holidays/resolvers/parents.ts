import type { KnownHolidays } from '../app/read-holidays';

export type HolidayTableParent = KnownHolidays;
