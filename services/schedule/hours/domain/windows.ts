import { findOverlap, formatTime, parseEnd, parseTime, type TimeWindow, type Weekly } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';

export const daysOfWeek = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export type DayOfWeek = (typeof daysOfWeek)[number];

/** A window as it is typed; a time that is not there is refused like one that is none (SCH-7). */
export interface TypedWindow {
  readonly start?: string | null | undefined;
  readonly end?: string | null | undefined;
}

/** A window as it is shown. */
export interface WindowText {
  readonly start: string;
  readonly end: string;
}

export interface WeeklyText extends WindowText {
  readonly day: DayOfWeek;
}

export interface TypedWeekly extends TypedWindow {
  readonly day: DayOfWeek;
}

interface Placed {
  readonly window: TimeWindow;
  /** The path of the window in the input. */
  readonly field: string;
}

/**
 * The week of typed windows; refuses wrong and missing times (SCH-7), start = end (SCH-8) and overlaps within a day (SCH-6), each with its path below `field`.
 */
export function parseWeekly(windows: readonly TypedWeekly[], field = 'weekly'): Weekly | Refusal {
  const week: Placed[][] = daysOfWeek.map(() => []);
  for (const [index, typed] of windows.entries()) {
    const place = `${field}.${index}`;
    const window = parseWindow(typed, place);
    if (isRefusal(window)) return window;
    week[daysOfWeek.indexOf(typed.day)]!.push({ window, field: place });
  }
  const days: (readonly TimeWindow[])[] = [];
  for (const placed of week) {
    const day = oneDay(placed);
    if (isRefusal(day)) return day;
    days.push(day);
  }
  return days;
}

/** The windows of a date, refused as those of a week are. */
export function parseWindows(windows: readonly TypedWindow[], field: string): readonly TimeWindow[] | Refusal {
  const placed: Placed[] = [];
  for (const [index, typed] of windows.entries()) {
    const place = `${field}.${index}`;
    const window = parseWindow(typed, place);
    if (isRefusal(window)) return window;
    placed.push({ window, field: place });
  }
  return oneDay(placed);
}

function parseWindow({ start, end }: TypedWindow, field: string): TimeWindow | Refusal {
  const from = parseTime(start ?? '');
  if (from === undefined) return invalidTime(`${field}.start`, 'HH:mm from 00:00 to 23:59');
  const to = parseEnd(end ?? '');
  if (to === undefined) return invalidTime(`${field}.end`, 'HH:mm from 00:00 to 24:00');
  if (from === to) return invalidTime(`${field}.end`, 'an end that differs from the start');
  return { start: from, end: to };
}

const invalidTime = (field: string, expected: string): Refusal =>
  refuse('INVALID_TIME', 'This is no time of day for a window.', { field, expected });

/** The windows of one day, in order; refuses the later of two that overlap, however they were typed (SCH-6). */
function oneDay(placed: readonly Placed[]): readonly TimeWindow[] | Refusal {
  const overlap = findOverlap(placed.map(({ window }) => window));
  if (!overlap) return placed.map(({ window }) => window).sort((a, b) => a.start - b.start);
  const { start, end } = windowText(placed[overlap[0]]!.window);
  return refuse('WINDOW_OVERLAP', 'Two windows of one day overlap.', {
    field: placed[overlap[1]]!.field,
    expected: `a window outside ${start}-${end}`,
  });
}

export const windowText = ({ start, end }: TimeWindow): WindowText => ({ start: formatTime(start), end: formatTime(end) });

/** The windows of a week as they are shown, Monday first. */
export const weeklyTexts = (weekly: Weekly): WeeklyText[] =>
  weekly.flatMap((windows, day) => windows.map((window) => ({ day: daysOfWeek[day]!, ...windowText(window) })));
