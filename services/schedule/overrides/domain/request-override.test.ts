import { actsAt, requestOverride } from './request-override';

const now = new Date('2026-03-02T06:00:00Z');
const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);

it('an override begins now, and ends after minutes, at an instant, or when it is lifted', () => {
  const reason = 'stocktaking';
  expect(requestOverride({ open: false, minutes: 30, reason }, now)).toEqual({ open: false, from: now, to: at('06:30:00'), reason });
  expect(requestOverride({ open: true, until: at('06:00:01'), reason }, now)).toEqual({
    open: true,
    from: now,
    to: at('06:00:01'),
    reason,
  });
  expect(requestOverride({ open: true, reason }, now)).toEqual({ open: true, from: now, to: null, reason });
});

it('an override acts from an instant until before another', () => {
  const half = { open: false, from: now, to: at('06:30:00'), reason: 'A' };
  expect([at('05:59:59.999'), now, at('06:29:59.999'), at('06:30:00')].map((instant) => actsAt(half, instant))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(actsAt({ ...half, to: null }, new Date('2036-01-01T00:00:00Z'))).toBe(true);
});

it.each([
  ['no reason', { minutes: 5 }, 'MISSING_REASON', 'reason'],
  ['an empty reason', { minutes: 5, reason: '' }, 'MISSING_REASON', 'reason'],
  ['two ends', { minutes: 5, until: at('07:00:00'), reason: 'A' }, 'BAD_USER_INPUT', 'until'],
  ['an end that is now', { until: now, reason: 'A' }, 'INVALID_RANGE', 'until'],
  ['an end that has been', { until: at('05:00:00'), reason: 'A' }, 'INVALID_RANGE', 'until'],
  ['an end after 30 days and a second', { until: new Date('2026-04-01T06:00:01Z'), reason: 'A' }, 'INVALID_RANGE', 'until'],
])('an override with %s is refused', (_what, wanted, code, field) => {
  expect(requestOverride({ open: false, ...wanted }, now)).toMatchObject({ outcome: 'refused', code, field });
});
