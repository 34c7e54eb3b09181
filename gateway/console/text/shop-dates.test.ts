import { addDays, dateIn, dayOfWeek } from './shop-dates';

it('dates are those of the shop, whatever this machine’s zone is', () => {
  expect(dateIn('Asia/Shanghai', Date.parse('2026-03-02T16:00:00Z'))).toBe('2026-03-03');
  expect(dateIn('America/New_York', Date.parse('2026-03-02T04:00:00Z'))).toBe('2026-03-01');
  expect([addDays('2026-02-28', 1), addDays('2028-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
    '2026-03-01',
    '2028-02-29',
    '2025-12-31',
  ]);
  expect([dayOfWeek('2026-03-02'), dayOfWeek('2026-03-08')]).toEqual([0, 6]);
});
