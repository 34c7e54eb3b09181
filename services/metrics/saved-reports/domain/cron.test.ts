import { isSoundCron, nextCron } from './cron';

const now = new Date('2026-03-02T02:00:00Z');

it.each(['0 9 * * 1', '30 8 1 * *', '0 * * * *', '0 0,12 * * 1-5', '15 6 29 2 *'])('%s is sound', (text) => {
  expect(isSoundCron(text, now)).toBe(true);
});

it.each([
  '* * * * *',
  '*/30 * * * *',
  '0,59 9 * * *',
  '* * * * * *',
  '0 0 9 * * 1',
  '@hourly',
  '0 25 * * *',
  '0 9 30 2 *',
  '',
  'daily',
  '0 9 * *',
  `0 9 * * ${'1,'.repeat(60)}1`,
])('%j is refused', (text) => {
  expect(isSoundCron(text, now)).toBe(false);
});

it('an instant is by the clocks of the zone, also where they change', () => {
  expect(nextCron('0 9 * * 1', 'Asia/Shanghai', now)).toEqual(new Date('2026-03-09T01:00:00Z'));
  expect(nextCron('0 9 * * *', 'Europe/Berlin', new Date('2026-03-28T12:00:00Z'))).toEqual(new Date('2026-03-29T07:00:00Z'));
  expect(nextCron('0 9 * * *', 'Asia/Shanghai', new Date('2026-03-02T01:00:00Z'))).toEqual(new Date('2026-03-03T01:00:00Z'));
});
