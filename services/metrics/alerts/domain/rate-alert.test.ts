import type { AlertGrade } from './shop-alert';
import { missMeasures, rateAlert, rateKeys, rateNews } from './rate-alert';

const limits = { targetPercent: 90, floorPercent: 85 };
const rate = (numerator: number, denominator: number) =>
  ({ metric: 'responseRate', value: null, numerator, denominator, pending: 0 }) as const;

it.each<[number, number, AlertGrade[], AlertGrade | null, boolean]>([
  [90, 100, [], null, false],
  [88, 100, [], 'WARNING', false],
  [88, 100, ['WARNING'], null, false],
  [84, 100, ['WARNING'], 'BREACH', false],
  [84, 100, [], 'BREACH', false],
  [84, 100, ['WARNING', 'BREACH'], null, false],
  [88, 100, ['BREACH'], null, false],
  [85, 100, ['BREACH'], null, false],
  [90, 100, ['WARNING', 'BREACH'], null, true],
  [0, 0, ['WARNING'], null, true],
  [0, 0, [], null, false],
])('MET-13, RES-79 %i of %i with %j open tells %s, over: %s', (numerator, denominator, open, raise, over) => {
  expect(rateNews(rate(numerator, denominator), open, limits)).toEqual({ raise, over });
});

it('MET-13 an alert names the rate, its counts and which limit it is below', () => {
  const of = { shopId: 's', alertId: 'a', raisedAt: new Date(0) };
  expect(rateAlert(rate(22, 25), 'WARNING', limits, of)).toMatchObject({
    ...{ key: 'RATE_LOW RESPONSE_RATE WARNING', kind: 'RATE_LOW', grade: 'WARNING' },
    facts: {
      rate: { metric: 'responseRate', numerator: 22, denominator: 25 },
      message: {
        ZH_CN: '近7天24小时响应率为88.0%(22/25),低于目标90%。',
        EN: 'The 24-hour response rate of the last 7 days is 88.0 % (22 of 25), below the target of 90 %.',
      },
    },
  });
  expect(rateAlert(rate(21, 25), 'BREACH', limits, of).facts.message.EN).toContain('below the floor of 85 %');
  expect([missMeasures, rateKeys]).toEqual([['unanswered'], ['RATE_LOW RESPONSE_RATE WARNING', 'RATE_LOW RESPONSE_RATE BREACH']]);
});
