import type { Closure, DateRange, DateSpan, Season } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { parseSpan, type TypedSpan } from './date-span';
import { parseWeekly, parseWindows, type TypedWeekly, type TypedWindow } from './windows';

interface TypedEntry extends TypedSpan {
  readonly name: string;
}

export type TypedClosure = TypedEntry;

export interface TypedRange extends TypedEntry {
  readonly windows: readonly TypedWindow[];
}

export interface TypedSeason extends TypedEntry {
  readonly weekly: readonly TypedWeekly[];
}

/** Dates without reception (SCH-4). */
export const parseClosures = (typed: readonly TypedClosure[]): readonly Closure[] | Refusal =>
  parseEntries(typed, 'closures', ({ name }, span) => ({ name, ...span }));

/** Dates with windows of their own (SCH-3). */
export const parseRanges = (typed: readonly TypedRange[]): readonly DateRange[] | Refusal =>
  parseEntries(typed, 'ranges', ({ name, windows }, span, field) => {
    const parsed = parseWindows(windows, `${field}.windows`);
    return isRefusal(parsed) ? parsed : { name, ...span, windows: parsed };
  });

/** Weeks for a part of the year (SCH-12). */
export const parseSeasons = (typed: readonly TypedSeason[]): readonly Season[] | Refusal =>
  parseEntries(typed, 'seasons', ({ name, weekly }, span, field) => {
    const parsed = parseWeekly(weekly, `${field}.weekly`);
    return isRefusal(parsed) ? parsed : { name, ...span, weekly: parsed };
  });

/** Entries of one kind in the order of their dates, which may not overlap (SCH-9, RES-54). */
function parseEntries<T extends TypedEntry, E extends DateSpan>(
  typed: readonly T[],
  list: string,
  parse: (entry: T, span: DateSpan, field: string) => E | Refusal,
): readonly E[] | Refusal {
  const entries: { readonly entry: E; readonly index: number }[] = [];
  for (const [index, each] of typed.entries()) {
    const field = `${list}.${index}`;
    const span = parseSpan(each, field);
    if (isRefusal(span)) return span;
    const entry = parse(each, span, field);
    if (isRefusal(entry)) return entry;
    entries.push({ entry, index });
  }
  entries.sort((a, b) => (a.entry.from < b.entry.from ? -1 : 1));
  for (const [place, { entry, index }] of entries.entries()) {
    const before = entries[place - 1];
    if (!before || before.entry.to < entry.from) continue;
    const [first, second] = before.index < index ? [before.entry, index] : [entry, before.index];
    return refuse('OVERLAPPING_EXCEPTION', 'Two entries of one kind have dates in common.', {
      field: `${list}.${second}`,
      expected: `dates outside ${first.from} to ${first.to}`,
    });
  }
  return entries.map(({ entry }) => entry);
}
