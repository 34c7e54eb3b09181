import { durationText, ratioText } from './ratio';
import { shopTime } from './shop-time';

it('a ratio is told with its counts, and as nothing where nothing was counted', () => {
  expect(ratioText({ value: 0.94, numerator: 47, denominator: 50 })).toBe('0.94 (47/50)');
  expect(ratioText({ value: null, numerator: 0, denominator: 0 })).toBe('–');
});

it.each([
  [0, '0:00'],
  [-3, '0:00'],
  [59.9, '0:59'],
  [130, '2:10'],
  [3_605, '1:00:05'],
])('%d seconds are %s', (seconds, text) => expect(durationText(seconds)).toBe(text));

it('instants are told in the shop’s zone, with the date where it is another', () => {
  const time = shopTime('zh-CN', 'Asia/Shanghai', () => Date.parse('2026-03-02T10:00:00Z'));
  expect(time.short('2026-03-02T11:00:00Z')).toBe('19:00');
  expect(time.short('2026-03-02T16:30:00Z')).toBe('3/3 00:30');
  expect(time.clock('2026-03-02T16:00:00Z')).toBe('00:00');
});
