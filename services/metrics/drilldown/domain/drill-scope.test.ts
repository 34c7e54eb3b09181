import { isRefusal } from '#libs/platform/errors';
import { reportRows } from '../../figures/domain/report-question';
import { scopeOf } from './drill-scope';

const range = { from: '2026-03-02', to: '2026-03-05' };
const question = { range, dimension: 'SHOP', member: undefined } as const;

it.each([
  ['TOTAL', '', {}],
  ['MEMBER', 'WEB', { member: 'WEB' }],
  ['DATE', '2026-03-02', { range: { from: '2026-03-02', to: '2026-03-02' } }],
  ['DATE', '2026-03-05', { range: { from: '2026-03-05', to: '2026-03-05' } }],
  ['HALF_HOUR', '0', { halfHour: 0 }],
  ['HALF_HOUR', '47', { halfHour: 47 }],
  ['WEEKDAY_HALF_HOUR', '7-9', { weekday: 7, halfHour: 9 }],
] as const)('MET-10 the row of a report by %s with the key "%s" is found again', (rows, key, more) => {
  expect(scopeOf({ ...question, rows }, key)).toEqual({ ...question, ...more });
});

it.each(reportRows)('the total of a report by %s has no key', (rows) => {
  expect(scopeOf({ ...question, rows }, undefined)).toEqual(question);
});

it.each([
  ['TOTAL', 'x'],
  ['DATE', '2026-03-06'],
  ['DATE', '2026-03-01'],
  ['DATE', '2026-02-30'],
  ['HALF_HOUR', '48'],
  ['HALF_HOUR', '01'],
  ['HALF_HOUR', '-1'],
  ['HALF_HOUR', ''],
  ['WEEKDAY_HALF_HOUR', '0-1'],
  ['WEEKDAY_HALF_HOUR', '8-1'],
  ['WEEKDAY_HALF_HOUR', '1-48'],
  ['WEEKDAY_HALF_HOUR', '11'],
] as const)('a report by %s has no row "%s", and what would be right is said', (rows, key) => {
  expect(scopeOf({ ...question, rows }, key)).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.key',
    expected: expect.any(String) as unknown,
  });
});

it('a row of one member is no other', () => {
  expect(isRefusal(scopeOf({ ...question, dimension: 'CHANNEL', rows: 'MEMBER', member: 'WEB' }, 'APP'))).toBe(true);
});
