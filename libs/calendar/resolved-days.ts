import { compile } from './compile';
import { dateExists, dateNumber, dateNumberText, minuteOfDate } from './date-number';
import { dayRule, type DayRule } from './day-rule';
import { overlaps } from './rules-in-force';
import type { HolidayMode, Override, ReceptionRules } from './schedule';

/**
 * What the hours say of one date, `windows` as stored (null = no limit) with the rule that won. A date on which a version comes into force is listed in parts,
 * each with the version that rules it. Holiday mode and an override do not cut the windows but stand beside them (RES-57).
 */
export interface ResolvedDay extends DayRule {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** The instants of the date, or of its part: half-open `[from, to)`. */
  readonly from: Date;
  readonly to: Date;
  readonly version: number | null;
  /** Null unless it is on during some of this time. */
  readonly holidayMode: HolidayMode | null;
  readonly override: Override | null;
}

/** The dates from one to another, both included, YYYY-MM-DD (SCH-22). A date that the zone skips is not listed. */
export function resolvedDays(rules: ReceptionRules, from: string, to: string, groupId: string | null = null): ResolvedDay[] {
  const days: ResolvedDay[] = [];
  for (let date = dateNumber(from); date <= dateNumber(to); date += 1) {
    if (dateExists(rules.zone, date)) days.push(...partsOf(rules, date, groupId));
  }
  return days;
}

const noLimit: DayRule = { rule: null, windows: null, calendarConfirmed: true };

function partsOf(rules: ReceptionRules, date: number, groupId: string | null): ResolvedDay[] {
  const { inForce } = compile(rules, groupId);
  const [start, end] = [minuteOfDate(rules.zone, date, 0), minuteOfDate(rules.zone, date + 1, 0)];
  const versionAt = (at: number) => inForce.rulingAt(at).version;
  const inside = inForce.changes.filter((change) => start < change && change < end && versionAt(change) !== versionAt(change - 1));
  return [start, ...inside].map((from, index) => {
    const span = { from: new Date(from), to: new Date(inside[index] ?? end) };
    const version = versionAt(from);
    return {
      date: dateNumberText(date),
      ...span,
      version: version?.version ?? null,
      ...(version ? dayRule(version, date) : noLimit),
      holidayMode: overlaps(rules.holidayMode, span) ? rules.holidayMode : null,
      override: overlaps(rules.override, span) ? rules.override : null,
    };
  });
}
