import { z } from 'zod';
import { cursorInput, readCursor, writeCursor } from './cursor';
import { parseInput } from './parse-input';

const place = z.tuple([z.int32(), z.string()]);
const foreign = ['', 'not one', writeCursor(['1', 'a']), writeCursor([1]), Buffer.from('{').toString('base64url')];

it('a cursor names the place it was written for, and none names none', () => {
  expect(readCursor(place, writeCursor([7, '店']))).toEqual([7, '店']);
  expect([readCursor(place, null), readCursor(place, undefined)]).toEqual([null, null]);
  expect(parseInput(z.object({ after: cursorInput(place) }), { after: writeCursor([7, '店']) })).toEqual({ after: [7, '店'] });
});

it.each(foreign)('the cursor "%s" of another list is refused', (after) => {
  const refused = { code: 'BAD_USER_INPUT', field: 'after', expected: 'an endCursor this list has answered' };
  expect(() => readCursor(place, after)).toThrow(expect.objectContaining(refused));
  expect(() => parseInput(z.object({ after: cursorInput(place) }), { after })).toThrow(expect.objectContaining(refused));
});
