import { evaluate } from './evaluate';
import { midnightAfter, openIntervals } from './open-windows';
import { rulingAt, rulingChanges } from './rules-in-force';
import type { ReceptionRules, Weekly } from './schedule';

/** As in `nextChange`, the other way. */
const daysSeen = [2, 15];

/**
 * When the closed period that an instant lies in began; null while the shop is open. The same for every moment of the period, so that what may be done once
 * per closed period can be keyed by it (SCH-18); a change of hours in its midst does not begin another.
 */
export function closedPeriodStart(rules: ReceptionRules, at: Date): Date | null {
  if (evaluate(rules, at).open) return null;
  let last = at;
  for (const change of rulingChanges(rules).reverse()) {
    if (change > last) continue;
    const ruling = rulingAt(rules, last);
    const end = ruling.kind === 'weekly' ? lastEnd(rules.zone, ruling.weekly, last) : undefined;
    if (end && end > change) return end;
    last = new Date(change.getTime() - 1);
    if (evaluate(rules, last).open) return change;
  }
  return null;
}

/** The latest end of a window up to an instant at which the week is closed. What begins before the dates seen has ended after the first of them. */
function lastEnd(zone: string, weekly: Weekly, at: Date): Date | undefined {
  for (const days of daysSeen) {
    const ends = openIntervals(zone, weekly, at, -days, 0).flatMap(({ end }) => (end <= at ? [end.getTime()] : []));
    const end = ends.length > 0 ? new Date(Math.max(...ends)) : undefined;
    if (end && end >= midnightAfter(zone, at, 1 - days)) return end;
  }
  return undefined;
}
