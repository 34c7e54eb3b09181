import fc from 'fast-check';
import { dateNumber, dateNumberText } from './date-number';
import { version } from './example-rules';
import { findOverlap } from './overlap';
import {
  holidayRules,
  type DateSpan,
  type HolidayMode,
  type HolidayPolicy,
  type HoursRules,
  type ReceptionRules,
  type ScheduleVersion,
  type TimeWindow,
  type Weekly,
} from './schedule';

/* Random schedules of 2026 for property tests: windows in quarters of an hour, of a day two at most, which do not overlap. */

export const quarterMs = 900_000;

const quarters = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const ends = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);

export const windows: fc.Arbitrary<readonly TimeWindow[]> = fc
  .array(
    fc.record({ start: quarters, end: ends }).filter(({ start, end }) => start !== end),
    { maxLength: 2 },
  )
  .filter((list) => findOverlap(list) === undefined);

export const weekly: fc.Arbitrary<Weekly> = fc.array(windows, { minLength: 7, maxLength: 7 });

export const zones = fc.constantFrom(
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Scoresbysund',
  'Asia/Beirut',
  'Pacific/Kiritimati',
);

export const instants = fc
  .integer({ min: Date.UTC(2026, 0, 1) / quarterMs, max: Date.UTC(2026, 11, 1) / quarterMs })
  .map((quarter) => new Date(quarter * quarterMs));

const firstDate = dateNumber('2025-12-20');

/** Spans of 2026 that do not overlap, in order. */
export const spans = (maxLength: number, longest: number): fc.Arbitrary<readonly DateSpan[]> =>
  fc.array(fc.tuple(fc.nat(120), fc.nat(longest - 1)), { maxLength }).map((steps) => {
    let date = firstDate;
    return steps.map(([gap, length]) => {
      const from = date + gap;
      date = from + length + 1;
      return { from: dateNumberText(from), to: dateNumberText(date - 1) };
    });
  });

const withNames = <T extends object>(list: readonly T[], kind: string): readonly (T & { readonly name: string })[] =>
  list.map((one, index) => ({ ...one, name: `${kind} ${index}` }));

const seasons = fc
  .tuple(spans(2, 90), fc.array(weekly, { minLength: 2, maxLength: 2 }))
  .map(([list, weeks]) => withNames(list, 'season').map((span, index) => ({ ...span, weekly: weeks[index]! })));
const ranges = fc
  .tuple(spans(3, 12), fc.array(windows, { minLength: 3, maxLength: 3 }))
  .map(([list, all]) => withNames(list, 'range').map((span, index) => ({ ...span, windows: all[index]! })));
const closures = spans(3, 12).map((list) => withNames(list, 'closure'));

const dates = (kind: string) => spans(8, 1).map((list) => withNames(list, kind).map(({ name, from }) => ({ name, date: from })));
const holidays: fc.Arbitrary<HolidayPolicy> = fc.record({
  rule: fc.constantFrom(...holidayRules),
  windows,
  followMakeUpWorkdays: fc.boolean(),
  makeUpDay: fc.integer({ min: 1, max: 7 }),
  table: fc.option(
    fc.record({ fromYear: fc.constant(2026), toYear: fc.constant(2026), holidays: dates('holiday'), workdays: dates('workday') }),
  ),
});

export const hoursRules: fc.Arbitrary<HoursRules> = fc.record({
  weekly: fc.option(weekly),
  seasons,
  ranges,
  closures,
  holidays: fc.option(holidays),
});

const minutes = (max: number) => fc.integer({ min: 1, max }).map((count) => count * 60_000);
const switched: fc.Arbitrary<HolidayMode> = fc
  .tuple(instants, fc.option(minutes(20_000)))
  .map(([from, length]) => ({ from, to: length === null ? null : new Date(from.getTime() + length) }));

const ofVersion = (rules: HoursRules, number: number, from: Date, parts: Partial<ScheduleVersion> = {}): ScheduleVersion => ({
  ...version(null, number, from),
  ...rules,
  ...parts,
});

/** A shop with a group `g`: a version from before the year and others that begin in it, maybe holiday mode and an override. */
export const receptionRules: fc.Arbitrary<ReceptionRules> = fc
  .record({
    zone: zones,
    first: hoursRules,
    later: fc.array(fc.tuple(hoursRules, instants, fc.constantFrom('shop', 'group', 'follows')), { maxLength: 3 }),
    holidayMode: fc.option(switched, { freq: 2 }),
    override: fc.option(fc.tuple(switched, fc.boolean()), { freq: 2 }),
  })
  .map(({ zone, first, later, holidayMode, override }) => ({
    zone,
    versions: [
      ofVersion(first, 1, new Date(0)),
      ...later.map(([rules, from, whose], index) =>
        ofVersion(rules, index + 2, from, { groupId: whose === 'shop' ? null : 'g', followsShop: whose === 'follows' }),
      ),
    ],
    holidayMode,
    override: override && { ...override[0], open: override[1], reason: 'by hand' },
  }));
