import { isStalled } from './watchdog';

it.each([
  ['nothing waits', { open: 0, landedAt: 0, faultAt: 0 }, 60_000, false],
  ['a flight landed lately', { open: 5, landedAt: 45_000, faultAt: 0 }, 60_000, false],
  ['events wait and none was applied', { open: 5, landedAt: 40_000, faultAt: 0 }, 60_000, true],
  ['the database is known to be down', { open: 5, landedAt: 1_000, faultAt: 55_000 }, 60_000, false],
])('stalled? %s', (_, progress, now, stalled) => {
  expect(isStalled(progress, now)).toBe(stalled);
});
