import { afterSalesCycle } from './after-sales-cycle';
import { examplePromotion } from '../../promotions/domain/example-promotion';
import type { PromotionKind } from '../../promotions/domain/promotion';

const cycle = (kind: PromotionKind, expectedSales: number | null, actualSales: number | null = null) => {
  const date = kind === 'SIX_EIGHTEEN' ? '2026-06-18' : '2026-11-11';
  const plan = examplePromotion({ kind, firstDate: date, lastDate: date, facts: { expectedSales, actualSales } });
  return afterSalesCycle(plan).map(({ date: due, facts }) => `${facts.share} % by ${due}`);
};

it('STF-24 16 million on 11-11: due 12-05', () => {
  expect(cycle('DOUBLE_ELEVEN', 16_000_000)).toEqual(['100 % by 2026-12-05']);
});

it('STF-24 618: 90 % before the end of June, whatever is sold', () => {
  expect(cycle('SIX_EIGHTEEN', null)).toEqual(['90 % by 2026-06-30']);
  expect(cycle('SIX_EIGHTEEN', 20_000_000)).toEqual(['90 % by 2026-06-30']);
});

it.each([
  ['OTHER', 8_000_000, ['100 % by 2026-11-26']],
  ['OTHER', 8_000_001, []],
  ['DOUBLE_ELEVEN', 8_000_000, ['100 % by 2026-11-26']],
  ['DOUBLE_ELEVEN', 15_000_000, []],
  ['DOUBLE_ELEVEN', 15_000_001, ['100 % by 2026-12-05']],
  ['OTHER', 15_000_001, []],
  ['OTHER', null, []],
  ['SIX_EIGHTEEN', 8_000_000, ['90 % by 2026-06-30', '100 % by 2026-07-03']],
] as const)('STF-24 at the limits: %s, %s ⇒ %j', (kind, sales, due) => {
  expect(cycle(kind, sales)).toEqual(due);
});

it('STF-24 what was sold counts once it is known', () => {
  expect(cycle('DOUBLE_ELEVEN', 16_000_000, 7_000_000)).toEqual(['100 % by 2026-11-26']);
});
