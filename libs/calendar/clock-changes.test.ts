import { dateNumberAt } from './date-number';
import { dateOpenings } from './date-openings';
import { evaluate } from './evaluate';
import { everyDay, hours, noHours, rules, version, week, window } from './example-rules';
import { toInstant } from './local-time';
import { nextChange } from './next-change';
import { resolvedDays } from './resolved-days';
import type { Weekly } from './schedule';
import { businessMs, windowsBetween } from './windows-between';

/** The openings that begin on one date, as instants. */
const openings = (zone: string, weekly: Weekly, noon: string): string[][] =>
  dateOpenings(zone, { ...noHours, weekly }, dateNumberAt(zone, Date.parse(noon))).spans.map(({ from, to }) =>
    [from, to].map((at) => new Date(at).toISOString().slice(0, 16)),
  );

const newYork = 'America/New_York';
const berlin = 'Europe/Berlin';

/** New York 2026: 8 March 02:00 -05 → 03:00 -04; 1 November 02:00 -04 → 01:00 -05. Berlin 2026: 29 March 02:00 +01 → 03:00 +02; 25 October 03:00 +02 → 02:00 +01. */
describe('RES-48 days on which the clocks change', () => {
  it.each([
    [
      'a start that never comes takes the offset before the gap',
      newYork,
      '02:30-05:00',
      '2026-03-08T16:00Z',
      ['2026-03-08T07:30', '2026-03-08T09:00'],
    ],
    [
      'a start that never comes takes the offset before the gap',
      berlin,
      '02:30-05:00',
      '2026-03-29T10:00Z',
      ['2026-03-29T01:30', '2026-03-29T03:00'],
    ],
    [
      'an end that never comes takes the offset before the gap',
      newYork,
      '00:00-02:30',
      '2026-03-08T16:00Z',
      ['2026-03-08T05:00', '2026-03-08T07:30'],
    ],
    [
      'an end that never comes takes the offset before the gap',
      berlin,
      '00:00-02:30',
      '2026-03-29T10:00Z',
      ['2026-03-28T23:00', '2026-03-29T01:30'],
    ],
    ['a start that comes twice is the first', newYork, '01:30-05:00', '2026-11-01T16:00Z', ['2026-11-01T05:30', '2026-11-01T10:00']],
    ['a start that comes twice is the first', berlin, '02:30-05:00', '2026-10-25T10:00Z', ['2026-10-25T00:30', '2026-10-25T04:00']],
    ['an end that comes twice is the first', newYork, '00:00-01:30', '2026-11-01T16:00Z', ['2026-11-01T04:00', '2026-11-01T05:30']],
    ['an end that comes twice is the first', berlin, '00:00-02:30', '2026-10-25T10:00Z', ['2026-10-24T22:00', '2026-10-25T00:30']],
    ['a whole day has 23 hours', newYork, '00:00-24:00', '2026-03-08T16:00Z', ['2026-03-08T05:00', '2026-03-09T04:00']],
    ['a whole day has 25 hours', berlin, '00:00-24:00', '2026-10-25T10:00Z', ['2026-10-24T22:00', '2026-10-25T23:00']],
    [
      'SCH-8 a night window ends by the clock of its end',
      newYork,
      '20:00-04:00',
      '2026-03-07T17:00Z',
      ['2026-03-08T01:00', '2026-03-08T08:00'],
    ],
    [
      'SCH-8 a night window ends by the clock of its end',
      berlin,
      '20:00-04:00',
      '2026-10-24T10:00Z',
      ['2026-10-24T18:00', '2026-10-25T03:00'],
    ],
    ['hours of the day do not move', newYork, '09:00-18:00', '2026-03-08T16:00Z', ['2026-03-08T13:00', '2026-03-08T22:00']],
    ['hours of the day do not move', berlin, '09:00-18:00', '2026-10-25T10:00Z', ['2026-10-25T08:00', '2026-10-25T17:00']],
  ])('%s: %s %s', (_title, zone, window, noon, expected) => {
    expect(openings(zone, everyDay(window), noon)).toEqual([expected]);
  });

  it.each([
    [newYork, '2026-03-08T16:00Z'],
    [berlin, '2026-03-29T10:00Z'],
  ])('a window turned inside out opens nothing: %s', (zone, noon) => {
    expect(openings(zone, everyDay('02:45-03:15'), noon)).toEqual([]);
  });

  it('a swallowed weekly window is waited for a week more', () => {
    const sundays = rules(week({ 7: ['02:45-03:15'] }), newYork);
    expect(nextChange(sundays, new Date('2026-03-01T12:00:00Z'))).toEqual(new Date('2026-03-15T06:45:00Z'));
  });

  it('windows that meet stay one opening over a gap', () => {
    const of = rules(everyDay('00:00-02:30', '02:30-20:00'), berlin);
    expect(nextChange(of, new Date('2026-03-29T00:00:00Z'))).toEqual(new Date('2026-03-29T18:00:00Z'));
  });

  it('a shop that is open all day stays open through a change', () => {
    expect(nextChange(rules(everyDay('00:00-24:00'), berlin), new Date('2026-03-28T12:00:00Z'))).toBeNull();
  });

  it('a gap at midnight: the date begins when the gap ends', () => {
    // Cairo 2024-04-26: 00:00 +02 → 01:00 +03.
    expect(openings('Africa/Cairo', everyDay('00:00-09:00'), '2024-04-26T10:00Z')).toEqual([['2024-04-25T22:00', '2024-04-26T06:00']]);
    expect(openings('Africa/Cairo', everyDay('20:00-24:00'), '2024-04-25T10:00Z')).toEqual([['2024-04-25T18:00', '2024-04-25T22:00']]);
  });

  it('half an hour of change', () => {
    // Lord Howe 2026-10-04: 02:00 +10:30 → 02:30 +11.
    expect(openings('Australia/Lord_Howe', everyDay('02:15-03:00'), '2026-10-04T01:00Z')).toEqual([
      ['2026-10-03T15:45', '2026-10-03T16:00'],
    ]);
  });
});

describe('RES-48 a date that its zone skips', () => {
  // Apia skipped 30 December 2011, a Friday.
  const apia = 'Pacific/Apia';

  it('has no windows', () => {
    expect(nextChange(rules(week({ 5: ['10:00-12:00'] }), apia), new Date('2011-12-29T12:00:00Z'))).toEqual(
      new Date('2012-01-05T20:00:00Z'),
    );
  });

  it('does not come between its neighbours', () => {
    expect(nextChange(rules(week({ 4: ['00:00-24:00'], 6: ['00:00-20:00'] }), apia), new Date('2011-12-30T02:00:00Z'))).toEqual(
      new Date('2011-12-31T06:00:00Z'),
    );
  });

  it('a night window of the date before ends when its end would have come', () => {
    const of = rules(week({ 4: ['20:00-02:00'] }), apia);
    expect(evaluate(of, new Date('2011-12-30T08:00:00Z')).open).toBe(true);
    expect(nextChange(of, new Date('2011-12-30T08:00:00Z'))).toEqual(toInstant(apia, { year: 2011, month: 12, day: 30 }, 120));
  });

  it('a night window of the date before is open after midnight: the day before is not the date before', () => {
    const of = rules(week({ 4: ['20:00-06:00'] }), apia);
    // 01:00 on Saturday the 31st, an hour after the midnight at which Thursday the 29th ended.
    const at = new Date('2011-12-30T11:00:00Z');
    expect([evaluate(of, at), nextChange(of, at), nextChange(of, new Date('2011-12-30T09:00:00Z'))]).toEqual([
      { open: true, because: 'WEEKLY_WINDOW', version: 1, rule: { kind: 'WEEKLY', name: null }, calendarConfirmed: true },
      new Date('2011-12-30T16:00:00Z'),
      new Date('2011-12-30T16:00:00Z'),
    ]);
    for (let minute = 0; minute < 3 * 1_440; minute += 1) {
      const moment = new Date(Date.UTC(2011, 11, 29, 12) + minute * 60_000);
      const [now, next] = [evaluate(of, moment).open, nextChange(of, moment)!];
      expect([next > moment, evaluate(of, new Date(next.getTime() - 1)).open, evaluate(of, next).open]).toEqual([true, now, !now]);
    }
  });

  it('a long night window reaches over it as well: 20:00-19:00 of Thursday ends at 19:00 of Saturday', () => {
    const of = rules(week({ 4: ['20:00-19:00'] }), apia);
    const evening = Date.parse('2011-12-31T19:00:00+14:00');
    expect([-4 * 3_600_000, -1, 0].map((after) => evaluate(of, new Date(evening + after)).open)).toEqual([true, true, false]);
  });

  it('a shop that is open all day stays open over it', () => {
    expect(nextChange(rules(everyDay('00:00-24:00'), apia), new Date('2011-12-29T12:00:00Z'))).toBeNull();
  });

  it('it is not listed, and a closure of it closes nothing else', () => {
    const of = hours({ weekly: everyDay('09:00-18:00'), closures: [{ name: 'none', from: '2011-12-30', to: '2011-12-30' }] }, apia);
    const listed = resolvedDays(of, '2011-12-29', '2011-12-31');
    expect(listed.map(({ date, rule }) => [date, rule?.kind])).toEqual([
      ['2011-12-29', 'WEEKLY'],
      ['2011-12-31', 'WEEKLY'],
    ]);
    expect(listed[0]!.to).toEqual(listed[1]!.from);
    expect(businessMs(of, new Date('2011-12-29T10:00:00Z'), new Date('2011-12-31T10:00:00Z'))).toBe(2 * 9 * 3_600_000);
  });
});

describe('RES-48 clocks that change at midnight', () => {
  it('an hour that is missing before midnight moves an end of that hour to the next date', () => {
    // Scoresbysund 2026-03-28, a Saturday: 23:00 -02 → 00:00 -01 of Sunday.
    const of = rules(week({ 5: ['23:45-23:30'] }), 'America/Scoresbysund');
    expect(['00:29:59', '00:30:00'].map((time) => evaluate(of, new Date(`2026-03-29T${time}-01:00`)).open)).toEqual([true, false]);
    // To a version that begins at 00:10 of Sunday, Friday is the date before the date before.
    const later = { ...of, versions: [...of.versions, version(week({ 5: ['23:45-23:30'] }), 2, new Date('2026-03-29T00:10:00-01:00'))] };
    expect(['00:29:59', '00:30:00'].map((time) => evaluate(later, new Date(`2026-03-29T${time}-01:00`)).open)).toEqual([true, false]);
  });

  it('clocks that go back over midnight: the next date’s window, once begun, stays open, and its rule is named', () => {
    // St. John's 2010-11-07, a Sunday: 00:01 -02:30 → 23:01 -03:30 of Saturday.
    const of = rules(week({ 7: ['00:00-09:00'] }), 'America/St_Johns');
    const midnight = Date.parse('2010-11-07T00:00:00-02:30');
    expect([-1, 0, 60_000, 30 * 60_000].map((after) => evaluate(of, new Date(midnight + after)).open)).toEqual([false, true, true, true]);
    expect(nextChange(of, new Date(midnight))).toEqual(new Date('2010-11-07T09:00:00-03:30'));
    // From 23:10 to 23:20 of Saturday, the second time, two other versions with the same hours: Sunday's window is that of the next date.
    const again = [10, 20].map((minute, index) => version(of.versions[0]!.weekly, index + 2, new Date(`2010-11-06T23:${minute}:00-03:30`)));
    const changing = { ...of, versions: [...of.versions, ...again] };
    expect(evaluate(changing, new Date('2010-11-06T23:15:00-03:30'))).toMatchObject({ open: true, version: 2 });
  });

  it('a hole that only a change of the clocks makes is seen', () => {
    // Always open but on 8 March, where Saturday's night ends at 03:10 and Sunday's window, of 02:30, begins at 03:30.
    const nights = week({
      1: ['00:00-24:00'],
      2: ['00:00-24:00'],
      3: ['00:00-24:00'],
      4: ['00:00-24:00'],
      5: ['00:00-24:00'],
      6: ['03:20-03:10'],
      7: ['02:30-24:00'],
    });
    const of = rules(
      [...nights.slice(0, 5), [...nights[5]!, window('00:00-03:20')].sort((a, b) => a.start - b.start), nights[6]!],
      'America/New_York',
    );
    expect(nextChange(of, new Date('2025-12-01T12:00:00Z'))).toEqual(new Date('2026-03-08T03:10:00-04:00'));
    expect(windowsBetween(of, new Date('2026-03-01T00:00:00Z'), new Date('2026-03-15T00:00:00Z'))).toHaveLength(2);
  });
});
