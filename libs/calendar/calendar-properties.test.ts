import fc from 'fast-check';
import { DateTime } from 'luxon';
import { closedPeriodStart } from './closed-period';
import { compile } from './compile';
import { evaluate, isOpen } from './evaluate';
import { rules, version } from './example-rules';
import { nextChange } from './next-change';
import { openMinutes, yearMinutes, yearStart } from './open-minutes';
import { instants, quarterMs, receptionRules, weekly, zones } from './random-rules';
import type { ReceptionRules, Weekly } from './schedule';
import { dayOf } from './timeline';
import { afterBusinessMs, businessMs, windowsBetween } from './windows-between';

const dayMs = 96 * quarterMs;
const later = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);
const groups = fc.constantFrom(null, 'g');
const minuteAt = (minute: number): Date => new Date(yearStart + minute * 60_000);
const minutesOfYear = fc.integer({ min: 0, max: yearMinutes });

/** Rules of which the second version begins about when we look. */
const changingRules: fc.Arbitrary<{ of: ReceptionRules; at: Date }> = fc
  .tuple(receptionRules, fc.option(weekly), instants, fc.double({ min: -2, max: 2, noNaN: true }))
  .map(([of, after, at, begins]) => ({
    at,
    of: { ...of, versions: [...of.versions, version(after, 9, later(at, Math.round(begins * 96) / 96))] },
  }));

/** By the clock on the wall alone: is this minute inside a window of this date, or of the night that began the day before? */
function openByTheWall(week: Weekly, zone: string, at: Date): boolean {
  const wall = DateTime.fromJSDate(at, { zone });
  const minute = wall.hour * 60 + wall.minute;
  const [today, yesterday] = [week[wall.weekday - 1]!, week[(wall.weekday + 5) % 7]!];
  return (
    today.some(({ start, end }) => start <= minute && (end <= start || minute < end)) ||
    yesterday.some(({ start, end }) => end <= start && minute < end)
  );
}

/** Whether the zone's offset is the same from a day before to a day after. */
const quiet = (zone: string, at: Date): boolean =>
  new Set([-2, -1, 0, 1, 2].map((days) => DateTime.fromJSDate(later(at, days), { zone }).offset)).size === 1;

it('SCH-1 SCH-2 SCH-8 agrees with the clock on the wall, minute by minute', () => {
  fc.assert(
    fc.property(weekly, zones, instants, fc.integer({ min: 0, max: 59_999 }), (week, zone, at, within) => {
      fc.pre(quiet(zone, at));
      const of = rules(week, zone);
      const moments = Array.from({ length: 30 }, (_, minute) => new Date(at.getTime() + minute * 60_000 + within));
      expect(moments.map((moment) => evaluate(of, moment).open)).toEqual(moments.map((moment) => openByTheWall(week, zone, moment)));
    }),
    { numRuns: 200 },
  );
});

it('SCH-22 RES-57 every minute of a year is open as the listed windows, the open intervals and the flips say', () => {
  fc.assert(
    fc.property(receptionRules, groups, (of, group) => {
      const expected = openMinutes(of, group);
      const timeline = compile(of, group);
      const [first, end] = [minuteAt(0), minuteAt(yearMinutes)];
      for (let minute = 0; minute < yearMinutes; minute += 1)
        if (timeline.at(yearStart + minute * 60_000).open !== (expected[minute] === 1))
          throw new Error(`isOpen ${minuteAt(minute).toISOString()}`);
      const painted = new Uint8Array(yearMinutes);
      for (const { start, end: until } of windowsBetween(of, first, end, group))
        painted.fill(1, (start.getTime() - yearStart) / 60_000, (until.getTime() - yearStart) / 60_000);
      expect(Buffer.compare(painted, expected)).toBe(0);
      for (let at = first; at < end;) {
        const flip = nextChange(of, at, group);
        const [from, until] = [at, flip && flip < end ? flip : end].map((instant) => (instant.getTime() - yearStart) / 60_000) as [
          number,
          number,
        ];
        if (expected.subarray(from, until).some((open) => open !== expected[from])) throw new Error(`flips after ${at.toISOString()}`);
        if (until < yearMinutes && expected[until] === expected[from]) throw new Error(`no flip at ${flip?.toISOString()}`);
        at = flip ?? end;
      }
    }),
    { numRuns: 25 },
  );
});

it('SCH-1 stretches follow each other without a gap, and open intervals without touching', () => {
  fc.assert(
    fc.property(receptionRules, instants, groups, (of, at, group) => {
      const timeline = compile(of, group);
      const day = dayOf(at.getTime());
      const stretches = [0, 1, 2, 3].flatMap((offset) => timeline.day(day + offset));
      expect([stretches[0]!.from, stretches.at(-1)!.to]).toEqual([day * dayMs, (day + 4) * dayMs]);
      for (const [index, { from, to }] of stretches.entries()) {
        expect(from).toBeLessThan(to);
        if (index > 0) expect(from).toBe(stretches[index - 1]!.to);
      }
      const intervals = windowsBetween(of, at, later(at, 30), group);
      for (const [index, { start, end }] of intervals.entries()) {
        expect(start.getTime()).toBeLessThan(end.getTime());
        expect([isOpen(of, start, group), isOpen(of, new Date(end.getTime() - 1), group)]).toEqual([true, true]);
        if (index > 0) expect(start.getTime()).toBeGreaterThan(intervals[index - 1]!.end.getTime());
      }
    }),
    { numRuns: 150 },
  );
});

it('business time is additive, and the minutes that are open', () => {
  fc.assert(
    fc.property(receptionRules, fc.tuple(minutesOfYear, minutesOfYear, minutesOfYear), groups, (of, minutes, group) => {
      const [a, b, c] = [...minutes].sort((x, y) => x - y).map(minuteAt) as [Date, Date, Date];
      expect(businessMs(of, a, b, group) + businessMs(of, b, c, group)).toBe(businessMs(of, a, c, group));
      const [first, last] = [a, c].map((at) => (at.getTime() - yearStart) / 60_000) as [number, number];
      expect(businessMs(of, a, c, group)).toBe(
        openMinutes(of, group)
          .subarray(first, last)
          .reduce((sum, open) => sum + open, 0) * 60_000,
      );
    }),
    { numRuns: 40 },
  );
});

it('the instant after so much business time is the first at which it has passed', () => {
  fc.assert(
    fc.property(receptionRules, minutesOfYear, fc.integer({ min: 1, max: 3 * 1_440 }), groups, (of, minute, minutes, group) => {
      const [from, ms] = [minuteAt(minute), minutes * 60_000];
      const due = afterBusinessMs(of, from, ms, group);
      if (due === null) return expect(businessMs(of, from, later(from, 390), group)).toBeLessThan(ms);
      expect(businessMs(of, from, due, group)).toBe(ms);
      expect(businessMs(of, from, new Date(due.getTime() - 1), group)).toBeLessThan(ms);
    }),
    { numRuns: 60 },
  );
});

it('RES-53 the next change is a flip, and nothing flips before it', () => {
  fc.assert(
    fc.property(changingRules, ({ of, at }) => {
      const flip = nextChange(of, at);
      const { open } = evaluate(of, at);
      if (flip) {
        expect(flip.getTime()).toBeGreaterThan(at.getTime());
        expect(evaluate(of, flip).open).toBe(!open);
        expect(evaluate(of, new Date(flip.getTime() - 1)).open).toBe(open);
      }
      const end = Math.min(flip?.getTime() ?? Infinity, at.getTime() + 400 * dayMs);
      for (let t = at.getTime(); t < end; t += quarterMs)
        if (evaluate(of, new Date(t)).open !== open) throw new Error(`flips at ${new Date(t).toISOString()}`);
    }),
    { numRuns: 200 },
  );
});

it('SCH-18 a closed period begins with a flip and is the same until it ends', () => {
  fc.assert(
    fc.property(changingRules, groups, ({ of, at }, group) => {
      const start = closedPeriodStart(of, at, group);
      expect(start === null).toBe(evaluate(of, at, group).open);
      if (!start) return;
      expect(evaluate(of, new Date(start.getTime() - 1), group).open).toBe(true);
      expect(windowsBetween(of, start, at, group)).toEqual([]);
      expect(closedPeriodStart(of, start, group)).toEqual(start);
      const flip = nextChange(of, start, group);
      if (flip) expect(flip.getTime()).toBeGreaterThan(at.getTime());
      else expect(nextChange(of, at, group)).toBeNull();
    }),
    { numRuns: 200 },
  );
});
