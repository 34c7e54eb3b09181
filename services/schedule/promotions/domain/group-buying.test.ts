import { examplePromotion } from './example-promotion';
import { isGroupBuyingUnwise } from './group-buying';
import type { PromotionKind } from './promotion';

it.each([
  ['2026-11-08', true, 'DOUBLE_ELEVEN', true],
  ['2026-11-01', true, 'DOUBLE_ELEVEN', true],
  ['2026-11-10', true, 'DOUBLE_ELEVEN', true],
  ['2026-10-31', true, 'DOUBLE_ELEVEN', false],
  ['2026-11-11', true, 'DOUBLE_ELEVEN', false],
  ['2026-11-08', false, 'DOUBLE_ELEVEN', false],
  ['2026-11-08', true, 'OTHER', false],
  [null, true, 'DOUBLE_ELEVEN', false],
] as const)('STF-25 event on %s, weak %s, %s: advised against %s', (groupBuyingOn, weakSupplyOrAfterSales, kind: PromotionKind, unwise) => {
  expect(isGroupBuyingUnwise(examplePromotion({ kind, facts: { groupBuyingOn, weakSupplyOrAfterSales } }))).toBe(unwise);
});
