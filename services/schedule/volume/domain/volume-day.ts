import { dateNumber, dateNumberText } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { isTypedDate } from '../../hours/domain/date-span';

/** Half hours of a date, by the shop's clocks. On a date whose clocks change, one that comes twice counts both, and one that never comes counts nothing. */
export const slotsPerDay = 48;
export const slotMinutes = 30;

/** Dates that are kept, back from today. */
export const keptWeeks = 106;

type Counts = readonly number[];

/** What is known of one date, by half hour; null = not known. */
export interface VolumeDay {
  readonly date: string;
  readonly consultations: Counts;
  /** First replies, and the mean time to them; both or neither. */
  readonly replies: Counts | null;
  readonly meanReplyMs: Counts | null;
  /** Consultations that were rated, and those of them that were rated well; both or neither. */
  readonly rated: Counts | null;
  readonly satisfied: Counts | null;
  /** Complaints of buyers that nobody receives them. */
  readonly complaints: Counts | null;
}

/** What a save says of a date; absent is unchanged. */
export type TypedDay = { readonly date?: string | null | undefined } & {
  readonly [F in Exclude<keyof VolumeDay, 'date'>]?: Counts | null | undefined;
};

/** A date after a change; refuses one whose counts do not fit each other. `field` is its path. */
export function changeDay(date: string, before: VolumeDay | undefined, typed: TypedDay, field: string): VolumeDay | Refusal {
  const kept = (name: Exclude<keyof VolumeDay, 'date'>): Counts | null =>
    typed[name] === undefined ? (before?.[name] ?? null) : (typed[name] ?? null);
  const consultations = kept('consultations');
  if (!consultations) return wrong(`${field}.consultations`, '48 counts');
  const day: VolumeDay = {
    date,
    consultations,
    replies: kept('replies'),
    meanReplyMs: kept('meanReplyMs'),
    rated: kept('rated'),
    satisfied: kept('satisfied'),
    complaints: kept('complaints'),
  };
  if ((day.replies === null) !== (day.meanReplyMs === null))
    return wrong(`${field}.meanReplyMs`, 'both replies and meanReplyMs, or neither');
  if ((day.rated === null) !== (day.satisfied === null)) return wrong(`${field}.satisfied`, 'both rated and satisfied, or neither');
  const tooMany = day.satisfied?.findIndex((count, slot) => count > (day.rated?.[slot] ?? 0)) ?? -1;
  return tooMany < 0 ? day : wrong(`${field}.satisfied.${tooMany}`, `at most ${day.rated?.[tooMany]}, the number of those rated`);
}

/** The date of a save; refuses what is none, what is not over yet, and what would be forgotten at once. */
export function parseVolumeDate(typed: string | null | undefined, today: string, field: string): string | Refusal {
  const [first, last] = [dateNumberText(dateNumber(today) - keptWeeks * 7), dateNumberText(dateNumber(today) - 1)];
  if (isTypedDate(typed) && first <= typed && typed <= last) return typed;
  return refuse('INVALID_RANGE', 'This is no date that is over and still looked at.', {
    field,
    expected: `a date from ${first} to ${last}`,
  });
}

/** All dates of a save after it; each date once. */
export function changeDays(stored: readonly VolumeDay[], typed: readonly TypedDay[], today: string): readonly VolumeDay[] | Refusal {
  const before = new Map(stored.map((day) => [day.date, day]));
  const changed = new Map<string, VolumeDay>();
  for (const [index, each] of typed.entries()) {
    const date = parseVolumeDate(each.date, today, `days.${index}.date`);
    if (isRefusal(date)) return date;
    if (changed.has(date))
      return refuse('OVERLAPPING_EXCEPTION', 'A date is named twice.', { field: `days.${index}.date`, expected: 'each date once' });
    const day = changeDay(date, before.get(date), each, `days.${index}`);
    if (isRefusal(day)) return day;
    changed.set(date, day);
  }
  return [...changed.values()];
}

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'These counts do not fit each other.', { field, expected });
