import { z } from 'zod';
import { newId } from '../process/ids';
import { commandIdInput, idInput, parseInput } from './parse-input';

const schema = z.object({ shopId: idInput, commandId: commandIdInput, buyers: z.array(z.object({ age: z.number().max(99, '0 to 99') })) });

const problemOf = (input: unknown): unknown => {
  try {
    return parseInput(schema, input);
  } catch (error) {
    return error;
  }
};

const shopId = newId();

it('answers what it was given, without fields it does not know', () => {
  expect(problemOf({ shopId, buyers: [], role: 'OWNER' })).toEqual({ shopId, buyers: [] });
});

it('names the first field that is wrong and what would be right', () => {
  expect(problemOf({ shopId, buyers: [{ age: 1 }, { age: 100 }] })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'buyers.1.age',
    expected: '0 to 99',
    retryable: false,
  });
  expect(problemOf(null)).toMatchObject({ code: 'BAD_USER_INPUT', field: '' });
});

it.each([
  ['another form', 'SHOP-1'],
  ['SQL', `' OR 1=1 --`],
  ['upper case', shopId.toUpperCase()],
  ['one that is too long', `${shopId}${shopId}`],
])('refuses an id of %s', (_what, id) => {
  expect(problemOf({ shopId: id, buyers: [] })).toMatchObject({ field: 'shopId' });
});

it.each([
  ['the empty text', ''],
  ['more than 100 characters', 'x'.repeat(101)],
  ['NUL', 'a\u0000b'],
  ['half a character', '\ud83d'],
])('refuses a commandId that is %s', (_what, commandId) => {
  expect(problemOf({ shopId, commandId, buyers: [] })).toMatchObject({ field: 'commandId' });
});

it('never repeats the input, which may be long or secret', () => {
  const secret = 'x'.repeat(1_000);
  const problem = problemOf({ shopId: secret, buyers: [] }) as Error & { expected: string };
  expect(problem.message + problem.expected).not.toContain('xx');
});
