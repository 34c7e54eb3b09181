import fc from 'fast-check';
import { DateTime } from 'luxon';
import { closedPeriodStart } from './closed-period';
import { evaluate } from './evaluate';
import { rules, version } from './example-rules';
import { nextChange } from './next-change';
import type { ReceptionRules, Weekly } from './schedule';

const quarterMs = 900_000;
const dayMs = 96 * quarterMs;

const quarters = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const windows = fc.array(
  fc
    .tuple(quarters, quarters)
    .filter(([start, end]) => start !== end)
    .map(([start, end]) => ({ start, end })),
  { maxLength: 2 },
);
const weekly: fc.Arbitrary<Weekly> = fc.array(windows, { minLength: 7, maxLength: 7 });
const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo');
const instants = fc
  .integer({ min: Date.UTC(2026, 0, 1) / quarterMs, max: Date.UTC(2026, 11, 1) / quarterMs })
  .map((quarter) => new Date(quarter * quarterMs));
const later = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** Two versions, the second of which begins about when we look, and perhaps holiday mode. */
const changingRules: fc.Arbitrary<{ of: ReceptionRules; at: Date }> = fc
  .tuple(fc.option(weekly), fc.option(weekly), zones, instants, fc.double({ min: -2, max: 2, noNaN: true }), fc.boolean())
  .map(([before, after, zone, at, begins, holiday]) => ({
    at,
    of: {
      zone,
      versions: [version(before), version(after, 2, later(at, Math.round(begins * 96) / 96))],
      override: null,
      holidayMode: holiday ? { from: later(at, -1), to: later(at, 1) } : null,
    },
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
      const end = Math.min(flip?.getTime() ?? Infinity, at.getTime() + 9 * dayMs);
      for (let t = at.getTime(); t < end; t += quarterMs)
        if (evaluate(of, new Date(t)).open !== open) throw new Error(`flips at ${new Date(t).toISOString()}`);
    }),
    { numRuns: 200 },
  );
});

it('SCH-18 a closed period begins with a flip and is the same until it ends', () => {
  fc.assert(
    fc.property(changingRules, ({ of, at }) => {
      const start = closedPeriodStart(of, at);
      expect(start === null).toBe(evaluate(of, at).open);
      if (!start) return;
      expect(evaluate(of, new Date(start.getTime() - 1)).open).toBe(true);
      expect(closedPeriodStart(of, start)).toEqual(start);
      const flip = nextChange(of, start);
      if (flip) expect(flip.getTime()).toBeGreaterThan(at.getTime());
      else expect(nextChange(of, at)).toBeNull();
    }),
    { numRuns: 200 },
  );
});
