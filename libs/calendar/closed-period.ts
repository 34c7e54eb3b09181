import { compile } from './compile';
import type { ReceptionRules } from './schedule';
import { dayOf } from './timeline';
import { settledDays, turningDays } from './turning-days';

/**
 * When the closed period that an instant lies in began; null while the shop is open. The same for every moment of the period, so that what may be done once
 * per closed period can be keyed by it (SCH-18); a change of hours in its midst does not begin another.
 */
export function closedPeriodStart(rules: ReceptionRules, at: Date, groupId: string | null = null): Date | null {
  const timeline = compile(rules, groupId);
  const from = at.getTime();
  if (timeline.at(from).open) return null;
  let turns: number[] | undefined;
  let settled = dayOf(from) - settledDays;
  for (let day = dayOf(from); ; day -= 1) {
    if (day < settled) {
      turns ??= turningDays(timeline, -Infinity, from);
      const turn = turns.findLast((turning) => turning - settledDays <= day);
      if (turn === undefined) return null;
      day = Math.min(day, turn + 3);
      settled = turn - settledDays;
    }
    const opening = timeline.day(day).findLast((stretch) => stretch.from <= from && stretch.reception.open);
    if (opening) return new Date(opening.to);
  }
}
