import fc from 'fast-check';
import { evaluate, nextChange } from './evaluate';
import type { ReceptionRules, ScheduleVersion, TimeWindow, Weekly } from './schedule';
import { parseEnd, parseTime } from './time-of-day';

const shanghai = 'Asia/Shanghai';
/** A wall-clock time in Shanghai, which has no summer time. */
const cst = (text: string): Date => new Date(`${text}+08:00`);
const window = (text: string): TimeWindow => {
  const [start, end] = text.split('-') as [string, string];
  return { start: parseTime(start)!, end: parseEnd(end)! };
};
const everyDay = (...windows: string[]): Weekly => Array.from({ length: 7 }, () => windows.map(window));
const week = (days: Partial<Record<number, string[]>>): Weekly => Array.from({ length: 7 }, (_, day) => (days[day + 1] ?? []).map(window));
const version = (weekly: Weekly | null, number = 1, effectiveFrom = new Date(0)): ScheduleVersion => ({
  version: number,
  effectiveFrom,
  weekly,
});
const rules = (weekly: Weekly | null, zone = shanghai): ReceptionRules => ({ zone, versions: [version(weekly)], holidayMode: null });
const stateAt = (of: ReceptionRules, at: Date): string => (evaluate(of, at).open ? 'OPEN' : 'CLOSED');

const office = week({
  1: ['10:00-19:00'],
  2: ['10:00-19:00'],
  3: ['10:00-19:00'],
  4: ['10:00-19:00'],
  5: ['10:00-19:00'],
  6: ['11:00-18:00'],
  7: ['11:00-18:00'],
});

it.each([
  ['SCH-1 a second before the window', everyDay('09:00-18:00'), '2026-03-02T08:59:59', 'CLOSED'],
  ['SCH-1 its start is in', everyDay('09:00-18:00'), '2026-03-02T09:00:00', 'OPEN'],
  ['SCH-1 a second before its end', everyDay('09:00-18:00'), '2026-03-02T17:59:59', 'OPEN'],
  ['SCH-1 its end is out', everyDay('09:00-18:00'), '2026-03-02T18:00:00', 'CLOSED'],
  ['SCH-2 Friday evening', office, '2026-03-06T18:30:00', 'OPEN'],
  ['SCH-2 Saturday evening', office, '2026-03-07T18:30:00', 'CLOSED'],
  ['SCH-2 Saturday morning', office, '2026-03-07T10:30:00', 'CLOSED'],
  ['SCH-5 a day without windows', week({ 1: ['10:00-19:00'] }), '2026-03-08T12:00:00', 'CLOSED'],
  ['SCH-6 between two windows', everyDay('09:00-12:00', '13:00-18:00'), '2026-03-02T12:30:00', 'CLOSED'],
  ['SCH-8 past midnight', week({ 5: ['20:00-02:00'] }), '2026-03-07T01:59:00', 'OPEN'],
  ['SCH-8 until its end', week({ 5: ['20:00-02:00'] }), '2026-03-07T02:00:00', 'CLOSED'],
  ['SCH-8 not on other nights', week({ 5: ['20:00-02:00'] }), '2026-03-08T01:00:00', 'CLOSED'],
  ['SCH-10 no limit', null, '2026-03-02T03:00:00', 'OPEN'],
  ['RES-51 an empty weekly map', week({}), '2026-03-02T12:00:00', 'CLOSED'],
  ['SCH-1 24:00 ends at midnight', everyDay('00:00-24:00'), '2026-03-02T23:59:59', 'OPEN'],
] as const)('%s', (_title, weekly, at, expected) => {
  expect(stateAt(rules(weekly), cst(at))).toBe(expected);
});

it('SCH-10 a shop without any version is open', () => {
  expect(evaluate({ zone: shanghai, versions: [], holidayMode: null }, cst('2026-03-02T03:00:00'))).toEqual({
    open: true,
    because: 'NO_SCHEDULE',
    version: null,
  });
});

it('SCH-28 holiday mode closes whatever the hours, from its start until its end', () => {
  const closed: ReceptionRules = { ...rules(null), holidayMode: { from: cst('2026-03-02T12:00:00'), to: cst('2026-03-04T12:00:00') } };
  expect(
    ['2026-03-02T11:59:59', '2026-03-02T12:00:00', '2026-03-04T11:59:59', '2026-03-04T12:00:00'].map((at) => stateAt(closed, cst(at))),
  ).toEqual(['OPEN', 'CLOSED', 'CLOSED', 'OPEN']);
  expect(nextChange(closed, cst('2026-03-03T00:00:00'))).toEqual(cst('2026-03-04T12:00:00'));
});

describe('versions', () => {
  const until18 = version(everyDay('09:00-18:00'), 1);
  const until13 = version(everyDay('09:00-13:00'), 2, cst('2026-03-02T14:00:00'));

  it('SCH-11 a save at 14:00 with an end of 13:00 closes from 14:00', () => {
    const saved = { zone: shanghai, versions: [until18, until13], holidayMode: null };
    expect([stateAt(saved, cst('2026-03-02T13:59:59')), stateAt(saved, cst('2026-03-02T14:00:00'))]).toEqual(['OPEN', 'CLOSED']);
    expect(nextChange(saved, cst('2026-03-02T10:00:00'))).toEqual(cst('2026-03-02T14:00:00'));
  });

  it('RES-52 a plan stands when another version is saved meanwhile', () => {
    const plan = version(everyDay('10:00-12:00'), 2, cst('2026-03-09T00:00:00'));
    const now = version(everyDay('08:00-20:00'), 3, cst('2026-03-03T00:00:00'));
    const saved = { zone: shanghai, versions: [until18, plan, now], holidayMode: null };
    expect([evaluate(saved, cst('2026-03-04T12:00:00')).version, evaluate(saved, cst('2026-03-09T12:00:00')).version]).toEqual([3, 2]);
  });

  it('RES-53 a planned version is seen even months ahead', () => {
    const plan = version(null, 2, cst('2026-09-01T00:00:00'));
    expect(nextChange({ zone: shanghai, versions: [version(week({})), plan], holidayMode: null }, cst('2026-03-02T00:00:00'))).toEqual(
      cst('2026-09-01T00:00:00'),
    );
  });
});

describe('RES-53 the next change', () => {
  it.each([
    ['while open: the end', office, '2026-03-06T18:30:00', '2026-03-06T19:00:00'],
    ['while closed: the next start, over the night', office, '2026-03-06T19:00:00', '2026-03-07T11:00:00'],
    ['adjacent windows are one opening', everyDay('09:00-12:00', '12:00-18:00'), '2026-03-02T10:00:00', '2026-03-02T18:00:00'],
    ['six days ahead', week({ 1: ['10:00-11:00'] }), '2026-03-02T11:00:00', '2026-03-09T10:00:00'],
  ] as const)('%s', (_title, weekly, at, expected) => {
    expect(nextChange(rules(weekly), cst(at))).toEqual(cst(expected));
  });

  it('is null when nothing ever changes', () => {
    for (const weekly of [null, week({}), everyDay('00:00-24:00')])
      expect(nextChange(rules(weekly), cst('2026-03-02T00:00:00'))).toBeNull();
  });
});

describe('RES-48 days on which the clocks change', () => {
  const newYork = (weekly: Weekly): ReceptionRules => rules(weekly, 'America/New_York');

  it('a start that never comes takes the offset before the gap', () => {
    expect(nextChange(newYork(everyDay('02:30-05:00')), new Date('2026-03-08T05:00:00Z'))).toEqual(new Date('2026-03-08T07:30:00Z'));
  });

  it('a time that comes twice is the first', () => {
    expect(nextChange(newYork(everyDay('01:30-05:00')), new Date('2026-11-01T04:30:00Z'))).toEqual(new Date('2026-11-01T05:30:00Z'));
  });

  it('a window turned inside out opens nothing', () => {
    const inGap = newYork(everyDay('02:45-03:15'));
    expect(nextChange(inGap, new Date('2026-03-08T05:00:00Z'))).toEqual(new Date('2026-03-09T06:45:00Z'));
  });

  it('a whole day is 23 hours long and open throughout', () => {
    const allDay = rules(everyDay('00:00-24:00'), 'Europe/Berlin');
    expect(nextChange(allDay, new Date('2026-03-28T12:00:00Z'))).toBeNull();
  });

  it('a date that its zone skips has no windows', () => {
    const apia = rules(week({ 5: ['10:00-12:00'] }), 'Pacific/Apia');
    expect(nextChange(apia, new Date('2011-12-29T12:00:00Z'))).toEqual(new Date('2012-01-05T20:00:00Z'));
  });
});

describe('properties', () => {
  const minutes = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  const windows = fc.array(
    fc
      .tuple(minutes, minutes)
      .filter(([start, end]) => start !== end)
      .map(([start, end]) => ({ start, end })),
    { maxLength: 2 },
  );
  const weekly = fc.array(windows, { minLength: 7, maxLength: 7 });
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe');
  const instants = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 900_000, max: Date.UTC(2026, 11, 1) / 900_000 })
    .map((quarter) => new Date(quarter * 900_000));

  it('the next change is a flip, and nothing flips before it', () => {
    fc.assert(
      fc.property(weekly, zones, instants, (hours, zone, at) => {
        const of = rules(hours, zone);
        const flip = nextChange(of, at);
        const { open } = evaluate(of, at);
        if (flip) expect(evaluate(of, flip).open).toBe(!open);
        const end = Math.min(flip?.getTime() ?? Infinity, at.getTime() + 3 * 86_400_000);
        for (let t = at.getTime(); t < end; t += 900_000) expect(evaluate(of, new Date(t)).open).toBe(open);
      }),
      { numRuns: 150 },
    );
  });
});
