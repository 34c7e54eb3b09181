import { isDate, parseInstant } from './instant';

it.each([
  ['2026-03-02T01:00:00Z', '2026-03-02T01:00:00.000Z'],
  ['2026-03-02t09:00+08:00', '2026-03-02T01:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ['2028-02-29T23:59:59.5-05:00', '2028-03-01T04:59:59.500Z'],
])('%s is an instant', (text, expected) => {
  expect(parseInstant(text)?.toISOString()).toBe(expected);
});

it.each([
  'tomorrow',
  '',
  '5',
  '2026',
  '2026-03-02',
  '2026-03-02T01:00:00',
  '2026-03-02 01:00:00Z',
  '2026-02-29T01:00:00Z',
  '2026-04-31T01:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T01:00:60Z',
  '2026-03-02T01:00:00+25:00',
  '9999-12-31T23:59:59-01:00',
  '0000-12-31T00:00:00Z',
])('%j is none', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

it.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
])('the calendar and %s: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});
