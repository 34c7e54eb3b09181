import fc from 'fast-check';
import { aFact, day, identity } from './example-order';
import { differs, mergeOrder, newOrder } from './merge-order';
import type { Order, OrderFact } from './order';
import { orderStatuses } from './order-status';

const afterAll = ([first, ...rest]: readonly OrderFact[]): Order => rest.reduce(mergeOrder, newOrder(identity, first!));

const instant = fc.integer({ min: -3, max: 3 }).map((days) => day(days));
const anyFact: fc.Arbitrary<OrderFact> = fc.record({
  status: fc.constantFrom(...orderStatuses),
  statusAt: instant,
  createdAt: instant,
  paidAt: fc.option(instant),
  amount: fc.option(fc.record({ minorUnits: fc.integer({ min: 0, max: 3 }), currency: fc.constantFrom('CNY', 'USD') })),
  items: fc.option(
    fc.array(fc.record({ productId: fc.constantFrom('p', 'q'), quantity: fc.integer({ min: 1, max: 2 }) }), { maxLength: 2 }),
  ),
});

describe('INV-5 facts of one order', () => {
  it('come to the same state in any order, and any number of times', () => {
    const facts = fc.array(anyFact, { minLength: 1, maxLength: 6 });
    const shuffled = facts.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([some, again]) => {
        expect(afterAll(again)).toEqual(afterAll(some));
      }),
      { numRuns: 500 },
    );
  });

  it('the latest one counts; an earlier one that comes late changes nothing that is named since', () => {
    const shipped = aFact({ status: 'SHIPPED', statusAt: day(2), amount: { minorUnits: 900, currency: 'CNY' } });
    const paid = aFact({ status: 'PAID_UNSHIPPED', statusAt: day(1), paidAt: day(1), amount: { minorUnits: 1_000, currency: 'CNY' } });
    expect(afterAll([shipped, paid])).toMatchObject({ status: 'SHIPPED', statusAt: day(2), paidAt: day(1), amount: { minorUnits: 900 } });
  });

  it('what a later one does not name stays', () => {
    const items = [{ productId: 'p', quantity: 2 }];
    const first = aFact({ items, amount: { minorUnits: 5, currency: 'CNY' }, paidAt: day(0) });
    expect(afterAll([first, aFact({ status: 'COMPLETED', statusAt: day(5) })])).toMatchObject({
      status: 'COMPLETED',
      items,
      amount: { minorUnits: 5 },
      paidAt: day(0),
    });
  });

  it('at one instant the status further on counts; the first payment stays', () => {
    const [unpaid, paid] = [aFact(), aFact({ status: 'PAID_UNSHIPPED', paidAt: day(0) })];
    expect(afterAll([paid, unpaid]).status).toBe('PAID_UNSHIPPED');
    expect(afterAll([paid, aFact({ paidAt: day(1), statusAt: day(1) })]).paidAt).toEqual(day(0));
  });
});

it('an order that is known only later to be so is not another one to others', () => {
  const order = afterAll([aFact()]);
  expect(differs(order, mergeOrder(order, aFact()))).toBe(false);
  expect(differs(order, { ...order, amountAt: day(0) })).toBe(false);
  expect(differs(order, { ...order, statusAt: day(1) })).toBe(true);
});
