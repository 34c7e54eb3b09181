import { receptionHoursText } from './hours-text';
import { findOverlap } from './overlap';
import { parseEnd, parseTime } from './time-of-day';
import type { Weekly } from './schedule';

const hours = (start: number, end: number) => ({ start: start * 60, end: end * 60 });
const days = (...windows: ReturnType<typeof hours>[][]): Weekly => windows;

describe('RES-58 the hours as buyers read them', () => {
  const weekday = [hours(10, 19)];
  const weekend = [hours(11, 18)];

  it.each([
    [
      'runs of equal days',
      days(weekday, weekday, weekday, weekday, weekday, weekend, weekend),
      '周一至周五10:00-19:00,周六至周日11:00-18:00',
    ],
    ['all days equal', days(...Array.from({ length: 7 }, () => weekday)), '10:00-19:00'],
    ['closed days are left out', days(weekday, [], weekday, weekday, [], [], []), '周一10:00-19:00,周三至周四10:00-19:00'],
    ['several windows a day', days(...Array.from({ length: 7 }, () => [hours(9, 12), hours(13, 24)])), '09:00-12:00、13:00-24:00'],
  ])('%s', (_title, weekly, text) => {
    expect(receptionHoursText(weekly)).toBe(text);
  });

  it('says nothing where there is no limit or never a window', () => {
    expect([receptionHoursText(null), receptionHoursText(days([], [], [], [], [], [], []))]).toEqual([null, null]);
  });
});

describe('SCH-7 times of day', () => {
  it.each(['9点', '25:00', '18:60', '', '9:00', ' 09:00', '09:00 ', '0９:00', '24:00'])('%j is no start', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('takes 00:00 to 23:59, and 24:00 as an end', () => {
    expect([parseTime('00:00'), parseTime('23:59'), parseEnd('24:00'), parseEnd('00:00')]).toEqual([0, 1_439, 1_440, 0]);
  });
});

describe('SCH-6 overlap within a day', () => {
  it.each([
    ['overlapping', [hours(9, 12), hours(11, 14)], [0, 1]],
    ['in any order', [hours(13, 18), hours(9, 14)], [1, 0]],
    ['adjacent ones do not', [hours(9, 12), hours(12, 14)], undefined],
    ['a night window reaches past midnight', [hours(20, 2), hours(23, 24)], [0, 1]],
  ])('%s', (_title, windows, expected) => {
    expect(findOverlap(windows)).toEqual(expected);
  });
});
