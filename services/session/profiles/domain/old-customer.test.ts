import { badgeOf, oldCustomerClaim } from './old-customer';

describe('CARE-12 an old customer', () => {
  it('is one who has bought; a claim without an order is shown as such', () => {
    expect(badgeOf({ paidOrders: 4, claimed: true })).toBe('OLD_CUSTOMER');
    expect(badgeOf({ paidOrders: 1, claimed: false })).toBe('OLD_CUSTOMER');
    expect(badgeOf({ paidOrders: 0, claimed: true })).toBe('CLAIMED_NO_ORDER');
    expect(badgeOf({ paidOrders: 0, claimed: false })).toBeNull();
  });

  it.each(['我是老顾客', '我是你们家老客户了', '回头客有优惠吗', '我之前在你们家买过', "I'm a Regular Customer", 'I bought here before'])(
    'says: %s',
    (text) => {
      expect(new RegExp(oldCustomerClaim, 'i').test(text)).toBe(true);
    },
  );

  it.each(['多久发货', '之前的订单到哪了', '老人能用吗', 'Is this good for old people?'])('does not say: %s', (text) => {
    expect(new RegExp(oldCustomerClaim, 'i').test(text)).toBe(false);
  });
});
