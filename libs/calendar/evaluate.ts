import { openIntervals } from './open-windows';
import type { HolidayMode, ReceptionRules, ScheduleVersion } from './schedule';

export type Because = 'NO_SCHEDULE' | 'WEEKLY_WINDOW' | 'OUTSIDE_WINDOWS' | 'HOLIDAY_MODE';

export interface Reception {
  readonly open: boolean;
  readonly because: Because;
  /** The version in force; null when none was ever saved. */
  readonly version: number | null;
}

/** The version in force at an instant: the latest to have begun; of two that begin together, the one saved later (SCH-11, RES-52). */
export function versionInForce(versions: readonly ScheduleVersion[], at: Date): ScheduleVersion | undefined {
  let best: ScheduleVersion | undefined;
  for (const candidate of versions) {
    if (candidate.effectiveFrom > at) continue;
    const later = best === undefined || candidate.effectiveFrom > best.effectiveFrom;
    const tie = best !== undefined && candidate.effectiveFrom.getTime() === best.effectiveFrom.getTime();
    if (later || (tie && best !== undefined && candidate.version > best.version)) best = candidate;
  }
  return best;
}

const inHolidayMode = (mode: HolidayMode | null, at: Date): boolean =>
  mode !== null && mode.from <= at && (mode.to === null || at < mode.to);

/** Whether the shop receives at an instant, and why. Nothing saved, or a version without limits, is open (SCH-10); holiday mode is closed above all (SCH-28). */
export function evaluate(rules: ReceptionRules, at: Date): Reception {
  const inForce = versionInForce(rules.versions, at);
  const version = inForce?.version ?? null;
  if (inHolidayMode(rules.holidayMode, at)) return { open: false, because: 'HOLIDAY_MODE', version };
  if (!inForce?.weekly) return { open: true, because: 'NO_SCHEDULE', version };
  const open = openIntervals(rules.zone, inForce.weekly, at, 1, 0).some(({ start, end }) => start <= at && at < end);
  return { open, because: open ? 'WEEKLY_WINDOW' : 'OUTSIDE_WINDOWS', version };
}

/** A week repeats; the second one is for dates on which a change of the clocks swallows a window. */
const daysAhead = 15;

/**
 * The next flip between open and closed after an instant, planned versions and the end of holiday mode seen (RES-53); null when there is none.
 * Looks from every change of the rules two weeks ahead: within that time a weekly pattern has shown all it has.
 */
export function nextChange(rules: ReceptionRules, at: Date): Date | null {
  const { open } = evaluate(rules, at);
  const starts = [at, ...ruleChanges(rules).filter((instant) => instant > at)];
  for (const [index, from] of starts.entries()) {
    const until = starts[index + 1];
    const flips = [from, ...edges(rules, from)].filter((edge) => edge > at && (until === undefined || edge < until));
    const flip = flips.find((edge) => evaluate(rules, edge).open !== open);
    if (flip) return flip;
  }
  return null;
}

function ruleChanges({ versions, holidayMode }: ReceptionRules): Date[] {
  const instants = versions.map((version) => version.effectiveFrom);
  if (holidayMode) instants.push(holidayMode.from, ...(holidayMode.to ? [holidayMode.to] : []));
  return instants.sort((a, b) => a.getTime() - b.getTime());
}

/** Starts and ends of windows from an instant on, under the version in force there, in order. */
function edges(rules: ReceptionRules, from: Date): Date[] {
  const weekly = versionInForce(rules.versions, from)?.weekly;
  if (!weekly) return [];
  const intervals = openIntervals(rules.zone, weekly, from, 1, daysAhead);
  return intervals
    .flatMap(({ start, end }) => [start, end])
    .filter((edge) => edge >= from)
    .sort((a, b) => a.getTime() - b.getTime());
}
