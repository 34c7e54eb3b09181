import type { Weekly } from '#libs/calendar/index';

/** The same hours every day, for tests. */
export const fullWeek = (open: number, close: number): Weekly => Array.from({ length: 7 }, () => [{ start: open * 60, end: close * 60 }]);
