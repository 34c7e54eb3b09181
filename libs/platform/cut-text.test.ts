import { cutText } from './cut-text';

it.each([
  ['short', 10, 'short'],
  ['接待接待', 3, '接待接'],
  ['ab😀', 3, 'ab'],
  ['ab😀c', 4, 'ab😀'],
  ['👩‍👩‍👧x', 7, ''],
  ['👩‍👩‍👧x', 8, '👩‍👩‍👧'],
  ['e\u0301a', 1, ''],
])('%s cut to %i is %s', (text, most, expected) => {
  expect(cutText(text, most)).toBe(expected);
});
