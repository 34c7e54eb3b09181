import { falls, rises, staysAbove } from './trend';

it.each([
  [[6, 6, 6, 6], true],
  [[0, 6, 6, 6, 6], true],
  [[6, 6, 5, 6], false],
  [[6, 6, 6], false],
  [[6, undefined, 6, 6], false],
])('RES-62 above 5 in each of the last 4 weeks: %j %s', (series, answer) => {
  expect(staysAbove(series, 4, 5)).toBe(answer);
});

it.each([
  [[1, 2, 3, 4, 5], true],
  [[9, 1, 2, 3, 4, 5], true],
  [[1, 2, 3, 4], false],
  [[1, 2, 2, 4, 5], false],
  [[undefined, 2, 3, 4, 5], false],
  [[5, 4, 3, 2, 1], false],
])('RES-62 rising is 4 increases in a row: %j %s', (series, answer) => {
  expect(rises(series, 4)).toBe(answer);
});

it('SCH-24 falling is as many decreases in a row', () => {
  expect([falls([5, 4, 3, 2, 1], 4), falls([5, 4, 4, 2, 1], 4), falls([1, 2], 1)]).toEqual([true, false, false]);
});
