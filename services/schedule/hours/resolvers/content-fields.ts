import { daysOfWeek, weeklyTexts, windowText } from '../domain/windows';
import type { HoursContent } from '../domain/hours-content';

type Shown = Pick<HoursContent, 'weekly' | 'seasons' | 'ranges' | 'holidays'>;

/** The fields of the hours, the same of a version and of a draft. */
export const contentFields = {
  weekly: ({ weekly }: Shown) => weekly && weeklyTexts(weekly),
  seasons: ({ seasons }: Shown) => seasons.map((season) => ({ ...season, weekly: weeklyTexts(season.weekly) })),
  ranges: ({ ranges }: Shown) => ranges.map((range) => ({ ...range, windows: range.windows.map(windowText) })),
  holidayRule: ({ holidays }: Shown) => holidays?.rule ?? 'IGNORE',
  holidayWindows: ({ holidays }: Shown) => (holidays?.windows ?? []).map(windowText),
  followMakeUpWorkdays: ({ holidays }: Shown) => holidays?.followMakeUpWorkdays ?? false,
  makeUpDay: ({ holidays }: Shown) => daysOfWeek[(holidays?.makeUpDay ?? 1) - 1] ?? 'MONDAY',
} as const;
