import { addDays, dateText, resolvedDays, toLocal, type DateSpan, type ReceptionRules, type ResolvedDay } from '#libs/calendar/index';
import type { Tx } from '#libs/platform/database/database';
import { AppError, granted, isRefusal } from '#libs/platform/errors';
import type { ReadDeps } from '../../deps';
import { compareDays, type DayDifference } from '../domain/compare-days';
import { parseSpan, type TypedSpan } from '../../hours/domain/date-span';
import type { SavedVersion } from '../../hours/domain/saved-version';
import { versionAt, type Subject } from '../../hours/store/versions';
import { withRules } from './load-rules';
import { versionOrThrow } from '../../hours/app/roll-back';

/** Before all instants that there are: versions in force from here on are always in force. */
const always = new Date(0).setUTCFullYear(1, 0, 1);

/** The windows of each date and the rule that gives them (SCH-22). */
export async function readCalendar(deps: ReadDeps, shopId: string, typed: TypedSpan, subject: Subject): Promise<ResolvedDay[]> {
  const { from, to } = granted(parseSpan(typed, ''));
  return withRules(deps, { shopId, subject, from: dayBefore(from) }, (rules) => resolvedDays(rules, from, to, subject));
}

/** An instant that is before the date has begun in any zone. */
const dayBefore = (date: string): Date => new Date(Date.parse(date) - 86_400_000);

export interface DiffQuery {
  readonly shopId: string;
  readonly from: number;
  readonly to: number;
  readonly since: string | null;
  readonly until: string | null;
}

const usualDays = 60;

/** The dates on which two versions differ, were each of them in force all the time. */
export function readDiff(deps: ReadDeps, { shopId, from, to, since, until }: DiffQuery, now: Date): Promise<DayDifference[]> {
  return withRules(deps, { shopId, subject: null, from: now }, async ({ zone }, tx) => {
    const span = diffSpan({ since, until }, zone, now);
    const rulesOf = async (number: number, field: string): Promise<ReceptionRules> => {
      const version = number === 0 ? undefined : await hoursOf(tx, shopId, await versionOrThrow(tx, shopId, number, field));
      const versions = version ? [{ ...version, groupId: null, followsShop: false, effectiveFrom: new Date(always) }] : [];
      return { zone, versions, holidayMode: null, override: null };
    };
    const daysOf = async (number: number, field: string) => resolvedDays(await rulesOf(number, field), span.from, span.to);
    return compareDays(await daysOf(from, 'from'), await daysOf(to, 'to'));
  });
}

/** A group's version that follows the shop says what the shop's hours are when it begins. */
const hoursOf = (tx: Tx, shopId: string, version: SavedVersion): Promise<SavedVersion | undefined> =>
  version.followsShop ? versionAt(tx, shopId, null, version.effectiveFrom) : Promise.resolve(version);

function diffSpan({ since, until }: Pick<DiffQuery, 'since' | 'until'>, zone: string, now: Date): DateSpan {
  const from = since ?? dateText(toLocal(zone, now).date);
  const span = parseSpan({ from, to: until ?? later(from, usualDays - 1) }, '');
  if (!isRefusal(span)) return span;
  const { code, message, field, expected } = span;
  throw new AppError(code, message, { field: field === 'from' ? 'since' : 'until', ...(expected && { expected }) });
}

/** The date some days later; of a text that is no date, the text. */
export function later(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return dateText(addDays({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }, days));
}
