import { between, type Random } from '#test/load/storm-plan';
import type { Operation } from './valid-operation';
import { chance, hostileValues, oneOf } from './values';

const pieces = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '$',
  '@',
  '...',
  '"',
  '"""',
  '#',
  '|',
  '&',
  '=',
  ',',
  '\\',
  '\u0000',
  '\ufeff',
  '💥',
  'null',
  'on',
  '1e999',
];

/** A document with something cut out, doubled, put in or exchanged. */
function brokenText(random: Random, text: string): string {
  const [from, to] = [between(random, 0, text.length), between(random, 0, 12)];
  const words = text.split(/(\W+)/);
  switch (between(random, 0, 5)) {
    case 0:
      return text.slice(0, from) + text.slice(from + to);
    case 1:
      return text.slice(0, from) + text.slice(from, from + 40) + text.slice(from);
    case 2:
      return text.slice(0, from) + oneOf(random, pieces) + text.slice(from);
    case 3:
      return text.slice(0, from);
    default: {
      const [one, other] = [between(random, 0, words.length), between(random, 0, words.length)];
      [words[one], words[other]] = [words[other] ?? '', words[one] ?? ''];
      return words.join('');
    }
  }
}

/** Values with one of them, however deep, exchanged for something that does not belong there. */
function brokenValue(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || chance(random, 0.3)) return oneOf(random, hostileValues);
  const keys = Object.keys(value);
  if (keys.length === 0 || chance(random, 0.15))
    return { ...value, [oneOf(random, ['x', '', '__proto__', '💥'])]: oneOf(random, hostileValues) };
  const key = oneOf(random, keys);
  const changed: unknown = brokenValue(random, (value as Record<string, unknown>)[key]);
  if (Array.isArray(value)) return value.map((each: unknown, at) => (String(at) === key ? changed : each));
  return { ...value, [key]: changed };
}

/** A valid operation with a mistake or two. */
export function mutated(random: Random, { query, variables }: Operation): string {
  const isText = chance(random, 0.5);
  const text = isText ? brokenText(random, query) : query;
  const values = isText && chance(random, 0.7) ? variables : (brokenValue(random, variables) as object);
  const body = JSON.stringify({ query: chance(random, 0.2) ? brokenText(random, text) : text, variables: values });
  return chance(random, 0.03) ? brokenText(random, body) : body;
}

const many = (count: number, text: (at: number) => string): string => Array.from({ length: count }, (_, at) => text(at)).join(' ');
const nested = (depth: number, open: string, close: string, inner = ''): string => open.repeat(depth) + inner + close.repeat(depth);

/** Documents that are meant to cost much, or to be taken for something else. */
const documents: readonly ((random: Random) => string)[] = [
  (random) => nested(between(random, 9, 300), '{ viewer { shop { sessions { nodes', ' } } } }', ' { id }'),
  (random) => nested(between(random, 50, 20_000), '{', '}'),
  (random) => nested(between(random, 50, 20_000), '{a', '}'),
  (random) => `{ ${many(between(random, 16, 400), (at) => `a${at}: viewer { id }`)} }`,
  (random) => `{ viewer { id ${many(between(random, 16, 500), () => '@skip(if: false)')} } }`,
  (random) => `{ viewer { id ${many(between(random, 2, 40), (at) => `@d${at}`)} } }`,
  () => '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  () => '{ ...A } fragment A on Query { viewer { id } ...A }',
  (random) => {
    const depth = between(random, 5, 30);
    const chain = many(depth, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`);
    return `{ ...F0 } ${chain} fragment F${depth} on Query { viewer { id } }`;
  },
  (random) => `query(${many(between(random, 10, 900), (at) => `$v${at}: ID,`)}) { viewer { id } }`,
  (random) => `{ shop(id: ${nested(between(random, 10, 4_000), '[', ']')}) { id } }`,
  (random) => `{ shop(id: ${nested(between(random, 10, 4_000), '{a:', '}', '1')}) { id } }`,
  (random) => `{ viewer { ${many(between(random, 100, 3_000), () => 'id')} } }`,
  (random) => `{ shop(id: "${'x'.repeat(between(random, 1, 90_000))}") { id } }`,
  (random) => `{ shop(id: """${'"'.repeat(between(random, 0, 9))}\\""") { id } }`,
  (random) => `${'#'.repeat(between(random, 1, 50_000))}\n{ viewer { id } }`,
  (random) => `${' ,\t\n'.repeat(between(random, 1, 12_000))}{ viewer { id } }`,
  (random) => `{ __schema { types { fields { type ${nested(between(random, 1, 30), '{ ofType ', '}', '{ name }')} } } } }`,
  () => '{ __type(name: "__proto__") { name } a: __type(name: "constructor") { fields { name } } }',
  () => '{ __proto__ constructor toString hasOwnProperty }',
  () => '{ _service { sdl } }',
  () => '{ _entities(representations: [{__typename: "Shop", id: "x"}]) { ... on Shop { id } } }',
  () => '{ _entities(representations: [{__typename: "KeyHolder", id: "x", digest: "x"}]) { __typename } }',
  () => 'subscription { inboxChanged { at } }',
  () => 'subscription { a: inboxChanged { at } b: inboxChanged { at } }',
  () => 'query A { viewer { id } } query A { viewer { id } }',
  () => 'mutation { a: createShop(input: {}) { shop { id } } b: createShop(input: {}) { shop { id } } }',
  () => 'type Query { x: Int } extend type Shop { y: Int } directive @x on FIELD { viewer { id } }',
  () => '{ viewer { id: roles id } }',
  () => '{ viewer(x: 1, x: 2) { id } }',
  () => 'query($a: Any = {x: $a}) { viewer { id } }',
  () => 'query($a: Boolean! = 7) { viewer @include(if: $a) { id } }',
  () => '\ufeff{ viewer { id } }',
  () => '{ viewer { id } }\u0000',
  (random) => Array.from({ length: between(random, 1, 400) }, () => String.fromCharCode(between(random, 0, 65_536))).join(''),
];

/** Bodies that are no operation at all. */
const bodies: readonly ((random: Random) => string)[] = [
  () => '',
  () => 'null',
  () => '[]',
  () => '{}',
  () => '"x"',
  () => '[{"query":"{ viewer { id } }"}]',
  () => '{"query":7}',
  () => '{"query":{"a":1}}',
  () => '{"query":null,"variables":[]}',
  () => '{"query":"{ viewer { id } }","variables":"x"}',
  () => '{"query":"{ viewer { id } }","variables":[1,2]}',
  () => '{"query":"{ viewer { id } }","operationName":{"x":1}}',
  () => '{"query":"{ viewer { id } }","operationName":"__proto__"}',
  () => '{"query":"{ viewer { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  () => '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}',
  () => '{"documentId":"sha256:0"}',
  () => '{"query":"{ viewer { id } }","extensions":{"atLeast":{"x":1}}}',
  () => '{"query":"{ viewer { id } }","extensions":{"atLeast":[{"stream":"shop","shop":"x","seq":1e308}]}}',
  () => '{"query":"{ viewer { id } }","extensions":[[["x"]]]}',
  () => '{"query":"{ viewer { id } }","query":"{ shop }"}',
  () => '{"__proto__":{"query":"{ viewer { id } }"}}',
  (random) => nested(between(random, 100, 40_000), '[', ']'),
  (random) => nested(between(random, 100, 15_000), '{"a":', '}', '1'),
  (random) =>
    `{"query":"{ viewer { id } }","variables":{${Array.from({ length: between(random, 1, 4_000) }, (_, at) => `"v${at}":${at}`).join()}}}`,
  (random) => JSON.stringify({ query: 'query($a: ID!) { shop(id: $a) { id } }', variables: { a: oneOf(random, hostileValues) } }),
  (random) => `{"query":"${'\\ud800'.repeat(between(random, 1, 2_000))}"}`,
  (random) => 'x'.repeat(between(random, 1, 150_000)),
];

export function hostile(random: Random): string {
  if (chance(random, 0.35)) return oneOf(random, bodies)(random);
  return JSON.stringify({
    query: oneOf(random, documents)(random),
    variables: chance(random, 0.2) ? { v0: oneOf(random, hostileValues) } : {},
  });
}
