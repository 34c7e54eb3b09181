import { pageSize } from './cursors';

it.each([0, 101, -1])('a page of %s is refused without repeating the number', (first) => {
  const refused = { code: 'BAD_USER_INPUT', field: 'first', message: 'first is out of range.', expected: '1 to 100' };
  expect(() => pageSize(first, 20)).toThrow(expect.objectContaining(refused));
});

it('a page has the usual size unless another is asked for', () => {
  expect([pageSize(null, 20), pageSize(1, 20), pageSize(100, 20)]).toEqual([20, 1, 100]);
});
