import { noticePlaceholders, placeholdersIn, withKeptNames, type HoursRules } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { parseClosures, parseRanges, parseSeasons, type TypedClosure, type TypedRange, type TypedSeason } from './exceptions';
import { changeHolidays, type HolidayChange } from './holiday-choice';
import { noLimits, type HoursContent } from './hours-content';
import { parseWeekly, type TypedWeekly } from './windows';

/** What a save says of the hours. Absent means as before (RES-84): as in the version that would be in force at that instant. */
export interface HoursChange extends HolidayChange {
  /** null = no limit (SCH-10). */
  readonly weekly?: readonly TypedWeekly[] | null | undefined;
  /** null = none, as of the next two. */
  readonly seasons?: readonly TypedSeason[] | null | undefined;
  readonly ranges?: readonly TypedRange[] | null | undefined;
  readonly closures?: readonly TypedClosure[] | null | undefined;
  /** null = the default text. */
  readonly closedNotice?: string | null | undefined;
  /** A group gives up hours of its own. */
  readonly followsShop?: boolean | null | undefined;
}

/** What would be in force where the change begins: for the shop its own hours; for a group its own, if it ever had any, and those of the shop. */
export interface HoursBefore {
  readonly own: HoursContent | undefined;
  /** Undefined where the hours changed are the shop's. */
  readonly ofShop: HoursContent | undefined;
  readonly isGroup: boolean;
}

const ownFields = [
  'weekly',
  'seasons',
  'ranges',
  'closures',
  'holidayRule',
  'holidayWindows',
  'followMakeUpWorkdays',
  'makeUpDay',
  'closedNotice',
] as const;

/**
 * The hours after a change; refuses wrong windows (SCH-6 to SCH-8), entries that overlap (SCH-9), and a notice that does not tell the hours (SCH-15).
 * A group's first hours of its own begin as the shop's are then.
 */
export function changeHours({ own, ofShop, isGroup }: HoursBefore, change: HoursChange): HoursContent | Refusal {
  if (change.followsShop && !isGroup) return wrong('followsShop', 'a groupId: only a group can follow its shop');
  const named = ownFields.find((field) => change[field] !== undefined);
  if (change.followsShop && named !== undefined) return wrong(named, 'nothing beside followsShop: true');
  const staysFollowing = change.followsShop === undefined && named === undefined && own?.followsShop;
  if (change.followsShop || staysFollowing) return { ...noLimits, followsShop: true };
  return changeContent((own?.followsShop ? undefined : own) ?? ofShop ?? noLimits, change);
}

function changeContent(before: HoursContent, change: HoursChange): HoursContent | Refusal {
  const rules = changeRules(before, change);
  if (isRefusal(rules)) return rules;
  const holidays = changeHolidays(before.holidays, change);
  if (isRefusal(holidays)) return holidays;
  const closedNotice = changed(change.closedNotice, before.closedNotice, null, parseNotice);
  return isRefusal(closedNotice) ? closedNotice : { ...rules, holidays, closedNotice, followsShop: false };
}

function changeRules(before: HoursContent, change: HoursChange): Omit<HoursRules, 'holidays'> | Refusal {
  const weekly = changed(change.weekly, before.weekly, null, (typed) => parseWeekly(typed));
  if (isRefusal(weekly)) return weekly;
  const seasons = changed(change.seasons, before.seasons, [], parseSeasons);
  if (isRefusal(seasons)) return seasons;
  const ranges = changed(change.ranges, before.ranges, [], parseRanges);
  if (isRefusal(ranges)) return ranges;
  const closures = changed(change.closures, before.closures, [], parseClosures);
  return isRefusal(closures) ? closures : { weekly, seasons, ranges, closures };
}

function changed<G, V>(given: G | null | undefined, before: V, byDefault: V, parse: (given: G) => V | Refusal): V | Refusal {
  if (given === undefined) return before;
  return given === null ? byDefault : parse(given);
}

/** A closed notice tells the hours (SCH-15), and nothing in braces that nobody could fill (RES-58). */
function parseNotice(text: string): string | Refusal {
  const { known, unknown } = placeholdersIn(text);
  if (!known.includes('receptionHours'))
    return refuse('MISSING_HOURS', 'The closed notice does not tell the reception hours.', {
      field: 'closedNotice',
      expected: 'a text that contains {receptionHours}',
    });
  if (unknown.length === 0) return withKeptNames(text);
  const names = Object.keys(noticePlaceholders).map((name) => `{${name}}`);
  return refuse('UNKNOWN_PLACEHOLDER', `Nothing can be filled in for {${unknown[0]}}.`, {
    field: 'closedNotice',
    expected: `${names.join(' or ')}, and nothing else in braces`,
  });
}

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'A group either follows its shop or has hours of its own.', { field, expected });
