import { closedPeriodStart } from './closed-period';
import { cst, everyDay, office, rules, shopHours, version, week } from './example-rules';
import type { ReceptionRules } from './schedule';

const startAt = (of: ReceptionRules, at: string): string | undefined => closedPeriodStart(of, cst(at))?.toISOString();
const iso = (text: string): string => cst(text).toISOString();

describe('SCH-18 a closed period is known by its start', () => {
  it.each([
    ['the night', office, ['2026-03-02T19:00:00', '2026-03-03T00:00:00', '2026-03-03T09:59:59.999'], '2026-03-02T19:00:00'],
    ['the break at noon', everyDay('09:00-12:00', '13:00-18:00'), ['2026-03-02T12:00:00', '2026-03-02T12:59:59'], '2026-03-02T12:00:00'],
    ['the end of a night window', week({ 5: ['20:00-02:00'] }), ['2026-03-07T02:00:00', '2026-03-13T19:00:00'], '2026-03-07T02:00:00'],
  ])('%s', (_title, weekly, moments, start) => {
    expect(moments.map((at) => startAt(rules(weekly), at))).toEqual(moments.map(() => iso(start)));
  });

  it('an open shop is in none', () => {
    expect([
      closedPeriodStart(rules(office), cst('2026-03-02T10:00:00')),
      closedPeriodStart(rules(null), cst('2026-03-02T03:00:00')),
    ]).toEqual([null, null]);
  });

  it('hours saved while closed do not begin another', () => {
    const of = (versions: ReceptionRules['versions']): ReceptionRules => shopHours(...versions);
    const earlier = version(everyDay('10:00-19:00'));
    const inTheNight = version(everyDay('08:00-22:00'), 2, cst('2026-03-02T23:00:00'));
    expect([startAt(of([earlier]), '2026-03-03T01:00:00'), startAt(of([earlier, inTheNight]), '2026-03-03T01:00:00')]).toEqual([
      iso('2026-03-02T19:00:00'),
      iso('2026-03-02T19:00:00'),
    ]);
  });

  it('hours saved while open may begin one', () => {
    const of = shopHours(version(null), version(week({}), 2, cst('2026-03-02T14:00:00')));
    expect([startAt(of, '2026-03-02T14:00:00'), startAt(of, '2030-01-01T00:00:00')]).toEqual([
      iso('2026-03-02T14:00:00'),
      iso('2026-03-02T14:00:00'),
    ]);
  });

  it('holiday mode that begins in the night and the night after it are one with it', () => {
    const of = { ...rules(office), holidayMode: { from: cst('2026-03-02T22:00:00'), to: cst('2026-03-05T03:00:00') } };
    expect(['2026-03-02T20:00:00', '2026-03-04T12:00:00', '2026-03-05T09:00:00'].map((at) => startAt(of, at))).toEqual([
      iso('2026-03-02T19:00:00'),
      iso('2026-03-02T19:00:00'),
      iso('2026-03-02T19:00:00'),
    ]);
  });

  it('a week on which the clocks swallow its only window is closed for two', () => {
    const sundays = rules(week({ 7: ['02:45-03:15'] }), 'America/New_York');
    expect(closedPeriodStart(sundays, new Date('2026-03-15T06:00:00Z'))).toEqual(new Date('2026-03-01T08:15:00Z'));
  });
});
