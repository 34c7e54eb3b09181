import { isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { newId } from '#libs/platform/process/ids';
import { between, type Random } from '#test/load/storm-plan';

export const oneOf = <T>(random: Random, list: readonly T[]): T => list[between(random, 0, list.length)]!;
export const chance = (random: Random, of: number): boolean => random() < of;

/** What a program that means harm, or has a mistake, sends for a value of any type. Nothing in here may look like what must not leak. */
export const hostileValues: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1e308,
  -2_147_483_649,
  9_007_199_254_740_993,
  0.1,
  true,
  [],
  [[[[]]]],
  {},
  { $ne: null },
  { toString: 'x', valueOf: 1 },
  JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": 1}}') as unknown,
  '\u0000',
  '\u0000\u0001\u001f',
  '\ud800',
  'x\udfff',
  '\u202eevil\u202c',
  '\ufeff',
  '\u2028\u2029',
  '👩‍👩‍👧‍👦'.repeat(50),
  'Z̸̢̛̤͓a͂l͠g͝o'.repeat(40),
  'x'.repeat(6_000),
  "'; --",
  '%00%0d%0a',
  '${7*7}{{7*7}}',
  '../../../..',
  '<script>',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.000Z',
  '0000-00-00',
  'NaN',
  'Infinity',
  '__proto__',
  Array.from({ length: 300 }, () => 'x'),
];

const numbers = [0, 1, 2, 5, 20, 100, 101, -1, 2_147_483_647];
const instants = ['2026-04-01T00:00:00Z', '2026-04-01T08:00:00.000+08:00', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', 'tomorrow'];
const words = [
  'Lamps',
  'hello',
  '你好，有货吗？',
  'KUAISHOU',
  'WEB',
  'read',
  'connector',
  'schedule:write',
  '09:00',
  'https://cdn.example.org/a.png',
  '2026-04',
];

/** A value of an input's type as its schema allows it, sometimes nonsense; `ids` are those that exist. */
export function anyValue(random: Random, type: GraphQLInputType, ids: readonly string[], name = '', depth = 0): unknown {
  if (isNonNullType(type)) return anyValue(random, type.ofType, ids, name, depth);
  if (isListType(type)) return Array.from({ length: between(random, 0, 3) }, () => anyValue(random, type.ofType, ids, name, depth + 1));
  if (isEnumType(type)) return oneOf(random, type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance(random, 0.4));
    return Object.fromEntries(fields.map((field) => [field.name, anyValue(random, field.type, ids, field.name, depth + 1)]));
  }
  switch (type.name) {
    case 'ID':
      return name === 'shopId' && chance(random, 0.9) ? ids[0] : chance(random, 0.8) ? oneOf(random, ids) : newId();
    case 'Int':
    case 'Float':
      // A session's `waitMs` really waits.
      return name === 'waitMs' ? oneOf(random, [0, 1, 20, -1, 2_001]) : oneOf(random, numbers);
    case 'Boolean':
      return chance(random, 0.5);
    case 'DateTime':
      return oneOf(random, instants);
    default:
      return name === 'commandId' ? newId() : oneOf(random, words);
  }
}
