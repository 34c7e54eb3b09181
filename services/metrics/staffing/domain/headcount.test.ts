import { afterSalesAgents, afterSalesLoad, goodsClass, preSaleLoad, promotionAgents, promotionForecast, typingDemand } from './headcount';

it.each([
  ['STF-1', 250, 'NORMAL', 'OK'],
  ['STF-1', 251, 'NORMAL', 'WARNING'],
  ['STF-2', 280, 'SIMPLE', 'OK'],
  ['STF-2 RES-79', 301, 'SIMPLE', 'NOTE'],
  ['STF-2 RES-79', 351, 'SIMPLE', 'WARNING'],
  ['STF-3', 360, 'EASY_CHEAP', 'NOTE'],
  ['STF-3', 401, 'EASY_CHEAP', 'WARNING'],
  ['STF-4', 250, 'HIGH_TOUCH', 'NOTE'],
] as const)('%s %d buyers of %s goods: %s', (_rule, buyers, goods, grade) => {
  expect(preSaleLoad(buyers, goods)).toBe(grade);
});

it.each([
  [{ averageOrderValue: 3_001 }, 'HIGH_TOUCH'],
  [{ averageOrderValue: 3_000 }, 'NORMAL'],
  [{ price: 200, peerPrice: 100 }, 'HIGH_TOUCH'],
  [{ price: 199, peerPrice: 100 }, 'NORMAL'],
  [{ lowPrice: true, easyQuestions: true }, 'EASY_CHEAP'],
  [{ lowPrice: true }, 'NORMAL'],
  [{ littleKnowledge: true }, 'SIMPLE'],
] as const)('STF-4 %j is %s', (goods, expected) => {
  expect(goodsClass(goods)).toBe(expected);
});

it.each([
  [200, 'OK'],
  [201, 'WARNING'],
  [250, 'WARNING'],
  [251, 'ALARM'],
])('STF-5 %d after-sales cases: %s', (cases, grade) => {
  expect(afterSalesLoad(cases)).toBe(grade);
});

it('STF-6 200 000 visitors of whom 6 % ask: 40 agents, and one question more needs one more', () => {
  expect([promotionAgents(200_000, 0.06, 300), promotionAgents(200_017, 0.06, 300)]).toEqual([40, 41]);
});

it('STF-7 the day beside an ordinary one', () => {
  expect(promotionForecast({ visitors: 20_000, share: 0.05 }, { visitors: 200_000, share: 0.06 })).toEqual({
    ordinary: 1_000,
    expected: 12_000,
    factor: 12,
  });
  expect(promotionForecast({ visitors: 0, share: 0.05 }, { visitors: 1, share: 1 }).factor).toBeNull();
});

it('STF-8 30 000 orders, 40 % returned over 15 days: 800 a day, 4 agents', () => {
  expect(afterSalesAgents(30_000, 0.4, 15, 200)).toEqual({ perDay: 800, agents: 4 });
});

it.each([
  [200_000, [50], 'NO_DEMAND'],
  [200_001, [88, 90], 'FAIL'],
  [200_001, [95], 'PASS_WITH_ADVICE'],
  [200_001, [100], 'PASS'],
  [200_001, [], 'FAIL'],
])('STF-11 %d visitors, speeds %j: %s', (visitors, speeds, grade) => {
  expect(typingDemand(visitors, speeds).grade).toBe(grade);
});
