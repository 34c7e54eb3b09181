import { compile } from './compile';
import type { ReceptionRules } from './schedule';
import { dayOf } from './timeline';
import { settledDays, turningDays } from './turning-days';

/**
 * The next flip between open and closed after an instant, planned versions and the ends of holiday mode and of an override seen (RES-53); null when there is
 * none. Where nothing flips for long, only the days about which something turns are looked at.
 */
export function nextChange(rules: ReceptionRules, at: Date, groupId: string | null = null): Date | null {
  const timeline = compile(rules, groupId);
  const from = at.getTime();
  const { open } = timeline.at(from);
  let turns: number[] | undefined;
  let settled = dayOf(from) + settledDays;
  for (let day = dayOf(from); ; day += 1) {
    if (day > settled) {
      turns ??= turningDays(timeline, from, Infinity);
      const turn = turns.find((turning) => turning + settledDays >= day);
      if (turn === undefined) return null;
      day = Math.max(day, turn - 1);
      settled = turn + settledDays;
    }
    const flip = timeline.day(day).find((stretch) => stretch.from > from && stretch.reception.open !== open);
    if (flip) return new Date(flip.from);
  }
}
