import { isToRemind, isUnpaid, remindAt } from './unpaid';

const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);
const placed = { status: 'UNPAID', createdAt: at('10:00:00'), paidAt: null };

test('CARE-22 an order that is unpaid 15 minutes after it was placed is reminded of, not a second before', () => {
  expect(remindAt(placed)).toEqual(at('10:15:00'));
  expect(isToRemind(placed, at('10:14:59'))).toBe(false);
  expect(isToRemind(placed, at('10:15:00'))).toBe(true);
  expect(isToRemind(placed, at('11:00:00'))).toBe(true);
});

test('CARE-22 nobody is reminded of an order that is paid, cancelled or a day old', () => {
  expect(isToRemind({ ...placed, status: 'PAID_UNSHIPPED', paidAt: at('10:10:00') }, at('10:15:00'))).toBe(false);
  expect(isUnpaid({ ...placed, paidAt: at('10:10:00') })).toBe(false);
  expect(isToRemind({ ...placed, status: 'NO_ACTIVE_ORDER' }, at('10:15:00'))).toBe(false);
  expect(isToRemind(placed, new Date('2026-03-03T09:59:59.999Z'))).toBe(true);
  expect(isToRemind(placed, new Date('2026-03-03T10:00:00Z'))).toBe(false);
});
