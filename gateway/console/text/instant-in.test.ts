import { instantIn } from './instant-in';

it.each([
  ['Asia/Shanghai', '2026-03-02T10:00', '2026-03-02T02:00:00.000Z'],
  ['America/New_York', '2026-07-01T09:00', '2026-07-01T13:00:00.000Z'],
  ['America/New_York', '2026-01-01T09:00', '2026-01-01T14:00:00.000Z'],
  ['America/New_York', '2026-03-08T03:30', '2026-03-08T07:30:00.000Z'],
  ['America/New_York', '2026-11-01T00:30', '2026-11-01T04:30:00.000Z'],
])('in %s %s is %s', (zone, local, instant) => expect(instantIn(zone, local)).toBe(instant));
