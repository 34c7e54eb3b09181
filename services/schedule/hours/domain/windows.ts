import { findOverlap, formatTime, parseEnd, parseTime, type TimeWindow, type Weekly } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';

export const daysOfWeek = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export type DayOfWeek = (typeof daysOfWeek)[number];

/** A window as it is typed and shown. */
export interface WindowText {
  readonly day: DayOfWeek;
  readonly start: string;
  readonly end: string;
}

/** The week of typed windows; refuses wrong times (SCH-7), start = end (SCH-8) and overlaps within a day (SCH-6), each with its field. */
export function parseWeekly(windows: readonly WindowText[]): Weekly | Refusal {
  const week: { window: TimeWindow; index: number }[][] = daysOfWeek.map(() => []);
  for (const [index, text] of windows.entries()) {
    const window = parseWindow(text, index);
    if (isRefusal(window)) return window;
    week[daysOfWeek.indexOf(text.day)]!.push({ window, index });
  }
  for (const day of week) {
    const overlap = findOverlap(day.map(({ window }) => window));
    if (overlap) return overlapping(windows, day[overlap[0]]!.index, day[overlap[1]]!.index);
  }
  return week.map((day) => day.map(({ window }) => window).sort((a, b) => a.start - b.start));
}

function parseWindow({ start, end }: WindowText, index: number): TimeWindow | Refusal {
  const from = parseTime(start);
  if (from === undefined) return invalidTime(`weekly.${index}.start`, 'HH:mm from 00:00 to 23:59');
  const to = parseEnd(end);
  if (to === undefined) return invalidTime(`weekly.${index}.end`, 'HH:mm from 00:00 to 24:00');
  if (from === to) return invalidTime(`weekly.${index}.end`, 'an end that differs from the start');
  return { start: from, end: to };
}

const invalidTime = (field: string, expected: string): Refusal =>
  refuse('INVALID_TIME', 'This is no time of day for a window.', { field, expected });

function overlapping(windows: readonly WindowText[], a: number, b: number): Refusal {
  const { day, start, end } = windows[a]!;
  return refuse('WINDOW_OVERLAP', `Two windows of ${day} overlap.`, {
    field: `weekly.${b}`,
    expected: `a window outside ${start}-${end}`,
  });
}

/** The windows of a week as they are shown, Monday first. */
export const weeklyTexts = (weekly: Weekly): WindowText[] =>
  weekly.flatMap((windows, day) =>
    windows.map(({ start, end }) => ({ day: daysOfWeek[day]!, start: formatTime(start), end: formatTime(end) })),
  );
