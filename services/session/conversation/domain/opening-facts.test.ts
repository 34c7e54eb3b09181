import { anOrder, day } from '../../orders/domain/example-order';
import { openingFacts } from './opening-facts';

const terms = { orders: { validityDays: 30, afterSalesDays: 3 } };
const none = { orders: null, crowds: [], exclusiveAgentId: null, block: null };
const orders = {
  newest: anOrder({ channelOrderId: '1', status: 'SHIPPED', createdAt: day(-1) }),
  payments: { latest: [day(-1)], first: day(-1) },
};

describe('what an opening tells of its buyer', () => {
  it('is nothing where nothing is known', () => {
    expect(openingFacts(none, null, terms, day(0))).toBeNull();
  });

  it('RTE-19 is the status of the newest order, or of that of the page', () => {
    expect(openingFacts({ ...none, orders }, null, terms, day(0))).toMatchObject({ orderStatus: 'SHIPPED' });
    const entry = anOrder({ channelOrderId: '2', createdAt: day(-7) });
    expect(openingFacts({ ...none, orders }, entry, terms, day(0))).toMatchObject({ orderStatus: 'UNPAID' });
  });

  it('RTE-20 is the purchases, absent without any payment', () => {
    const purchases = { recent: ['2026-03-01T02:00:00.000Z'], firstPaidAt: '2026-03-01T02:00:00.000Z' };
    expect(openingFacts({ ...none, orders }, null, terms, day(0))).toEqual({ orderStatus: 'SHIPPED', purchases });
    expect(openingFacts({ ...none, orders: { ...orders, payments: null } }, null, terms, day(0))).toEqual({ orderStatus: 'SHIPPED' });
  });

  it('RTE-45 is the crowds the buyer is in, and since when', () => {
    const crowd = { crowdId: 'vip', kind: 'MEMBER', joinedAt: day(0) } as const;
    expect(openingFacts({ ...none, crowds: [crowd] }, null, terms, day(0))).toEqual({
      crowds: [{ crowdId: 'vip', kind: 'MEMBER', joinedAt: '2026-03-02T02:00:00.000Z' }],
    });
  });

  it('RTE-52 is the agent of the buyer’s own', () => {
    expect(openingFacts({ ...none, exclusiveAgentId: 'C' }, null, terms, day(0))).toEqual({ exclusiveAgentId: 'C' });
  });

  it('RES-69 is that the buyer is blocked at that instant', () => {
    const block = { since: day(-1), by: 'A', reason: 'spam' };
    expect(openingFacts({ ...none, block }, null, terms, day(0))).toEqual({ buyerBlocked: true });
  });
});
