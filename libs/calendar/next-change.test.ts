import { cst, everyDay, office, rules, shopHours, version, week } from './example-rules';
import { nextChange } from './next-change';

describe('RES-53 the next change', () => {
  it.each([
    ['while open: the end', office, '2026-03-06T18:30:00', '2026-03-06T19:00:00'],
    ['while closed: the next start, over the night', office, '2026-03-06T19:00:00', '2026-03-07T11:00:00'],
    ['at the very start: the end', office, '2026-03-06T10:00:00', '2026-03-06T19:00:00'],
    ['adjacent windows are one opening', everyDay('09:00-12:00', '12:00-18:00'), '2026-03-02T10:00:00', '2026-03-02T18:00:00'],
    ['an opening goes on over midnight', everyDay('00:00-02:00', '22:00-24:00'), '2026-03-02T23:00:00', '2026-03-03T02:00:00'],
    ['six days ahead', week({ 1: ['10:00-11:00'] }), '2026-03-02T11:00:00', '2026-03-09T10:00:00'],
    [
      'six days of being open ahead',
      week({ 1: ['00:00-24:00'], 2: ['00:00-24:00'], 3: ['00:00-24:00'], 4: ['00:00-24:00'], 5: ['00:00-24:00'] }),
      '2026-03-02T00:00:00',
      '2026-03-07T00:00:00',
    ],
  ] as const)('%s', (_title, weekly, at, expected) => {
    expect(nextChange(rules(weekly), cst(at))).toEqual(cst(expected));
  });

  it('is null when nothing ever changes', () => {
    for (const weekly of [null, week({}), everyDay('00:00-24:00'), everyDay('08:00-08:30', '08:30-08:00')])
      expect(nextChange(rules(weekly), cst('2026-03-02T00:00:00'))).toBeNull();
  });

  it('sees a planned version months ahead', () => {
    const plan = version(null, 2, cst('2026-09-01T00:00:00'));
    const of = shopHours(version(week({})), plan);
    expect(nextChange(of, cst('2026-03-02T00:00:00'))).toEqual(cst('2026-09-01T00:00:00'));
  });

  it('passes over a planned version that is open as well', () => {
    const plan = version(everyDay('00:00-20:00'), 2, cst('2026-03-02T12:00:00'));
    const of = shopHours(version(everyDay('09:00-18:00')), plan);
    expect(nextChange(of, cst('2026-03-02T10:00:00'))).toEqual(cst('2026-03-02T20:00:00'));
  });

  it('SCH-28 the end of holiday mode in the night is no opening', () => {
    const of = { ...rules(office), holidayMode: { from: cst('2026-03-02T12:00:00'), to: cst('2026-03-04T22:00:00') } };
    expect(nextChange(of, cst('2026-03-03T00:00:00'))).toEqual(cst('2026-03-05T10:00:00'));
  });
});
