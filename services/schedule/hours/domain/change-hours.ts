import type { Weekly } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import type { SavedVersion } from './saved-version';
import { parseWeekly, type WindowText } from './windows';

/** What a save says of the hours. Absent means as before (RES-84): as in the version that would be in force at that instant. */
export interface HoursChange {
  /** null = no limit (SCH-10). */
  readonly weekly?: readonly WindowText[] | null | undefined;
  /** null = the default text. */
  readonly closedNotice?: string | null | undefined;
}

type Hours = Pick<SavedVersion, 'weekly' | 'closedNotice'>;

/** The hours after a change; refuses wrong windows (SCH-6 to SCH-8) and a notice that does not tell the hours (SCH-15). */
export function changeHours(before: Hours | undefined, change: HoursChange): Hours | Refusal {
  const weekly = changed(change.weekly, before?.weekly, parseWeekly);
  if (isRefusal(weekly)) return weekly;
  const closedNotice = changed(change.closedNotice, before?.closedNotice, parseNotice);
  return isRefusal(closedNotice) ? closedNotice : { weekly, closedNotice };
}

function changed<G, V extends Weekly | string>(
  given: G | null | undefined,
  before: V | null | undefined,
  parse: (given: G) => V | Refusal,
): V | null | Refusal {
  if (given === undefined) return before ?? null;
  return given === null ? null : parse(given);
}

/** A closed notice tells the hours (SCH-15); 具体接待时间 is an alias of the placeholder (RES-58). */
function parseNotice(text: string): string | Refusal {
  if (/\{(receptionHours|具体接待时间)\}/.test(text)) return text.replaceAll('{具体接待时间}', '{receptionHours}');
  return refuse('MISSING_HOURS', 'The closed notice does not tell the reception hours.', {
    field: 'closedNotice',
    expected: 'a text that contains {receptionHours}',
  });
}
