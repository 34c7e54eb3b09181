import { evaluate } from './evaluate';
import { midnightAfter, openIntervals, type OpenInterval } from './open-windows';
import { rulingAt, rulingChanges } from './rules-in-force';
import type { ReceptionRules, Weekly } from './schedule';

/** Most flips come today or tomorrow. A week repeats; the second one is for a date on which a change of the clocks swallows a window. */
const daysSeen = [2, 15];

/**
 * The next flip between open and closed after an instant, planned versions and the end of holiday mode seen (RES-53); null when there is none.
 * Looks from every change of the rules two weeks ahead: within that time a weekly pattern has shown all it has.
 */
export function nextChange(rules: ReceptionRules, at: Date): Date | null {
  const { open } = evaluate(rules, at);
  const changes = rulingChanges(rules).filter((change) => change > at);
  for (const [index, from] of [at, ...changes].entries()) {
    if (from > at && evaluate(rules, from).open !== open) return from;
    const ruling = rulingAt(rules, from);
    const flip = ruling.kind === 'weekly' ? weeklyFlip(rules.zone, ruling.weekly, from, open) : undefined;
    const until = changes[index];
    if (flip && (until === undefined || flip < until)) return flip;
  }
  return null;
}

/** The first flip after `from`, of a week that is `open` there. The last date seen only shows whether what ends before it goes on. */
function weeklyFlip(zone: string, weekly: Weekly, from: Date, open: boolean): Date | undefined {
  for (const days of daysSeen) {
    const intervals = openIntervals(zone, weekly, from, -1, days);
    const flip = open ? endOfOpening(intervals, from) : firstStart(intervals, from);
    if (flip && flip < midnightAfter(zone, from, days)) return flip;
  }
  return undefined;
}

/** Windows that touch or overlap are one opening. */
function endOfOpening(intervals: readonly OpenInterval[], from: Date): Date {
  let end = from;
  for (;;) {
    const next = intervals.find((interval) => interval.start <= end && end < interval.end);
    if (!next) return end;
    end = next.end;
  }
}

function firstStart(intervals: readonly OpenInterval[], from: Date): Date | undefined {
  const starts = intervals.map(({ start }) => start.getTime()).filter((start) => start > from.getTime());
  return starts.length > 0 ? new Date(Math.min(...starts)) : undefined;
}
