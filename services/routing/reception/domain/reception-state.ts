import {
  closedPeriodStart,
  evaluate,
  nextChange,
  ruledHours,
  ruledUntil,
  type InLanguages,
  type Override,
  type ReceptionRules,
  type ScheduleVersion,
} from '#libs/calendar/index';
import type { Settings } from '../../copies/domain/settings';

/** Whether the shop receives at `at`, and until when that holds (null = for ever, as far as is known). */
export interface ReceptionState {
  readonly open: boolean;
  readonly scheduleVersion: number | null;
  /** The group whose own hours decide; null where those of the shop, an override or holiday mode do. */
  readonly groupId: string | null;
  readonly at: Date;
  readonly until: Date | null;
  /** When the closed period that `at` lies in began; null while it is open, and where the shop never was. One period gets one closed notice (SCH-18). */
  readonly closedSince: Date | null;
  /** When the shop opens next; null while it is open, or when nothing is planned. */
  readonly nextOpeningAt: Date | null;
  /** The hours that decide, as buyers read them (RES-58); null while it is open. */
  readonly hours: InLanguages | null;
  /** The override that decides; null where the hours or holiday mode do. */
  readonly override: Override | null;
  /** Until when the same version, override and hours decide. */
  readonly ruledUntil: Date;
}

/** What is stored of it: an opening or a closing is a difference from this. */
export type StoredReception = Pick<ReceptionState, 'open' | 'until'>;

/** When the shop opens again, for the closed notice (SCH-15, SCH-18): one `period` gets one notice. */
export interface ClosedNotice {
  readonly period: string;
  readonly nextOpeningAt: Date | null;
  readonly hours: InLanguages | null;
}

/** What reception depends on. `versions`: every one saved, planned ones too. */
export const receptionRules = (
  { timeZone: zone, holidayMode }: Settings,
  versions: readonly ScheduleVersion[],
  override: Override | null,
): ReceptionRules => ({ zone, versions, holidayMode, override });

/** Whether the shop, or one of its groups, receives at an instant, until when, and what buyers are told while it does not. */
export function receptionAt(rules: ReceptionRules, at: Date, group: string | null = null): ReceptionState {
  const { open, version, because } = evaluate(rules, at, group);
  const until = known(nextChange(rules, at, group));
  const byHand = because === 'OVERRIDE' || because === 'HOLIDAY_MODE';
  return {
    open,
    scheduleVersion: version,
    groupId: byHand ? null : (rules.versions.find((one) => one.version === version)?.groupId ?? null),
    at,
    until,
    closedSince: open ? null : closedPeriodStart(rules, at, group),
    nextOpeningAt: open ? null : until,
    hours: open ? null : ruledHours(rules, at, group),
    override: because === 'OVERRIDE' ? rules.override : null,
    ruledUntil: ruledUntil(rules, at, group),
  };
}

/** The last instant that every database and every event can write. */
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A change beyond the year 9999 is none that anybody could wait for. */
const known = (instant: Date | null): Date | null => (instant !== null && instant.getTime() <= lastInstant ? instant : null);

export const holdsAt = ({ at, until, ruledUntil: end }: ReceptionState, now: Date): boolean =>
  now >= at && (until === null || now < until) && now < end;

/** What the closed notice says. A closed period is known by its start; one without start by a word. */
export const closedNotice = (state: ReceptionState): ClosedNotice => ({
  period: state.closedSince?.toISOString() ?? 'ALWAYS',
  nextOpeningAt: state.nextOpeningAt,
  hours: state.hours,
});
