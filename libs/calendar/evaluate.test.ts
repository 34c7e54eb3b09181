import { evaluate } from './evaluate';
import { cst, everyDay, office, rules, shopHours, stateAt, version, week } from './example-rules';
import { nextChange } from './next-change';
import type { ReceptionRules } from './schedule';

it.each([
  ['SCH-1 a second before the window', everyDay('09:00-18:00'), '2026-03-02T08:59:59', 'CLOSED'],
  ['SCH-1 its start is in', everyDay('09:00-18:00'), '2026-03-02T09:00:00', 'OPEN'],
  ['SCH-1 a second before its end', everyDay('09:00-18:00'), '2026-03-02T17:59:59', 'OPEN'],
  ['SCH-1 its end is out', everyDay('09:00-18:00'), '2026-03-02T18:00:00', 'CLOSED'],
  ['SCH-1 24:00 ends at midnight', everyDay('00:00-24:00'), '2026-03-02T23:59:59', 'OPEN'],
  ['SCH-2 Friday evening', office, '2026-03-06T18:30:00', 'OPEN'],
  ['SCH-2 Saturday evening', office, '2026-03-07T18:30:00', 'CLOSED'],
  ['SCH-2 Saturday morning', office, '2026-03-07T10:30:00', 'CLOSED'],
  ['SCH-5 a day without windows', week({ 1: ['10:00-19:00'] }), '2026-03-08T12:00:00', 'CLOSED'],
  ['SCH-6 between two windows', everyDay('09:00-12:00', '13:00-18:00'), '2026-03-02T12:30:00', 'CLOSED'],
  ['SCH-8 past midnight', week({ 5: ['20:00-02:00'] }), '2026-03-07T01:59:00', 'OPEN'],
  ['SCH-8 until its end', week({ 5: ['20:00-02:00'] }), '2026-03-07T02:00:00', 'CLOSED'],
  ['SCH-8 not on other nights', week({ 5: ['20:00-02:00'] }), '2026-03-08T01:00:00', 'CLOSED'],
  ['SCH-8 from Sunday into Monday', week({ 7: ['20:00-02:00'] }), '2026-03-09T01:00:00', 'OPEN'],
  ['SCH-10 no limit', null, '2026-03-02T03:00:00', 'OPEN'],
  ['RES-50 the one window while two dates overlap', week({ 5: ['20:00-04:00'], 6: ['02:00-08:00'] }), '2026-03-07T05:00:00', 'OPEN'],
  ['RES-51 an empty weekly map', week({}), '2026-03-02T12:00:00', 'CLOSED'],
] as const)('%s', (_title, weekly, at, expected) => {
  expect(stateAt(rules(weekly), cst(at))).toBe(expected);
});

it('SCH-10 a shop without any version is open', () => {
  expect(evaluate(shopHours(), cst('2026-03-02T03:00:00'))).toEqual({
    open: true,
    because: 'NO_SCHEDULE',
    version: null,
    rule: null,
    calendarConfirmed: true,
  });
});

it('RES-50 it is said what decided: holiday mode above all, then the windows', () => {
  const of = { ...rules(everyDay('09:00-18:00')), holidayMode: { from: cst('2026-03-03T00:00:00'), to: null } };
  expect(['2026-03-02T10:00:00', '2026-03-02T20:00:00', '2026-03-03T10:00:00'].map((at) => evaluate(of, cst(at)).because)).toEqual([
    'WEEKLY_WINDOW',
    'OUTSIDE_WINDOWS',
    'HOLIDAY_MODE',
  ]);
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

  it('SCH-11 a save at 14:00 with an end of 13:00 closes from 14:00', () => {
    const until13 = version(everyDay('09:00-13:00'), 2, cst('2026-03-02T14:00:00'));
    const saved = shopHours(until18, until13);
    expect([stateAt(saved, cst('2026-03-02T13:59:59')), stateAt(saved, cst('2026-03-02T14:00:00'))]).toEqual(['OPEN', 'CLOSED']);
    expect(nextChange(saved, cst('2026-03-02T10:00:00'))).toEqual(cst('2026-03-02T14:00:00'));
  });

  it('SCH-11 of two that begin together the one saved later acts, in whatever order they are given', () => {
    const [first, second] = [version(week({}), 2, cst('2026-03-02T14:00:00')), version(null, 3, cst('2026-03-02T14:00:00'))];
    for (const versions of [
      [until18, first, second],
      [second, first, until18],
    ])
      expect(evaluate(shopHours(...versions), cst('2026-03-02T20:00:00')).version).toBe(3);
  });

  it('RES-52 a plan stands when another version is saved meanwhile', () => {
    const plan = version(everyDay('10:00-12:00'), 2, cst('2026-03-09T00:00:00'));
    const now = version(everyDay('08:00-20:00'), 3, cst('2026-03-03T00:00:00'));
    const saved = shopHours(until18, plan, now);
    expect([evaluate(saved, cst('2026-03-04T12:00:00')).version, evaluate(saved, cst('2026-03-09T12:00:00')).version]).toEqual([3, 2]);
  });
});
