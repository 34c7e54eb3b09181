import { dateNumber, minuteOfDate } from './date-number';
import { resolvedDays } from './resolved-days';
import type { ReceptionRules } from './schedule';

/* What the calendar listing says of each minute of 2026, for property tests: by another way than `evaluate` takes. */

export const yearStart = Date.UTC(2026, 0, 1);
export const yearMinutes = 365 * 1_440;

const minuteOf = (instant: number): number => Math.min(Math.max(Math.ceil((instant - yearStart) / 60_000), 0), yearMinutes);

/** 1 for each minute at whose beginning the shop or group is open: the listed windows painted, then an override, then holiday mode. */
export function openMinutes(rules: ReceptionRules, groupId: string | null): Uint8Array {
  const open = new Uint8Array(yearMinutes);
  const byVersion = new Map(rules.versions.map(({ version }) => [version, minutesOfVersion(rules, version)]));
  const listed = resolvedDays(rules, '2025-12-30', '2027-01-02', groupId);
  for (const { from, to, version } of listed) {
    const [first, end] = [minuteOf(from.getTime()), minuteOf(to.getTime())];
    if (version === null) open.fill(1, first, end);
    else open.set(byVersion.get(version)!.subarray(first, end), first);
  }
  for (const { override } of listed) if (override) paint(open, override, override.open ? 1 : 0);
  for (const { holidayMode } of listed) if (holidayMode) paint(open, holidayMode, 0);
  return open;
}

const paint = (open: Uint8Array, { from, to }: { readonly from: Date; readonly to: Date | null }, value: 0 | 1): unknown =>
  open.fill(value, minuteOf(from.getTime()), to ? minuteOf(to.getTime()) : yearMinutes);

/** The same with one version alone, as if it were always in force. */
function minutesOfVersion({ zone, versions }: ReceptionRules, number: number): Uint8Array {
  const open = new Uint8Array(yearMinutes);
  const alone = versions
    .filter(({ version }) => version === number)
    .map((version) => ({ ...version, groupId: null, followsShop: false, effectiveFrom: new Date(0) }));
  for (const { date, windows } of resolvedDays({ zone, versions: alone, holidayMode: null, override: null }, '2025-12-28', '2027-01-04')) {
    for (const { start, end } of windows ?? [{ start: 0, end: 1_440 }]) {
      const [from, to] = [start, end <= start ? end + 1_440 : end].map((minute) => minuteOfDate(zone, dateNumber(date), minute));
      if (from! < to!) open.fill(1, minuteOf(from!), minuteOf(to!));
    }
  }
  return open;
}
