import { buildASTSchema, parse, specifiedRules, validate, type GraphQLError } from 'graphql';
import { boardQuery } from './board-query';
import { limits } from './limits';
import { requestRules } from './request-rules';
import { readSupergraph } from './supergraph';

const schema = buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true });
const check = (query: string): readonly GraphQLError[] =>
  validate(schema, parse(query, { maxTokens: limits.tokens }), [...specifiedRules, ...requestRules]);
const expectations = (query: string): unknown[] => check(query).map(({ extensions }) => extensions['expected']);

describe('what one request may be', () => {
  it('lets the Board query pass', () => {
    expect(check(boardQuery)).toEqual([]);
  });

  it('lets introspection pass where it is on', () => {
    expect(check('{ __schema { types { name fields { name type { name ofType { name ofType { name ofType { name } } } } } } } }')).toEqual(
      [],
    );
  });

  it('refuses 10,000 aliases while reading, before any rule looks at them', () => {
    const aliases = Array.from({ length: 10_000 }, (_, at) => `a${at}: viewer { id }`).join(' ');
    expect(() => check(`{ ${aliases} }`)).toThrow(/more tha[nt] 1000 tokens/);
  });

  it('refuses the sixteenth alias', () => {
    const query = (count: number): string => `{ ${Array.from({ length: count }, (_, at) => `a${at}: viewer { id }`).join(' ')} }`;
    expect(check(query(15))).toEqual([]);
    expect(expectations(query(16))).toEqual(['at most 15 aliases']);
  });

  it('refuses a query that is too deep, also through fragments', () => {
    const deep = '{ shop(id: "s") { agents { account { id } metrics(range: TODAY) { responseRate { value } } } } }';
    expect(check(deep)).toEqual([]);
    const tooDeep = `{ shop(id: "s") { sessions { nodes { routing { explanation { candidates { agent { account { id } } } } } } } } }`;
    expect(expectations(tooDeep)).toEqual(['at most 8 levels']);
    const hidden = `{ shop(id: "s") { sessions { nodes { routing { ...R } } } } } fragment R on SessionRouting { explanation { candidates { agent { account { id } } } } }`;
    expect(expectations(hidden)).toContain('at most 8 levels');
  });

  it('refuses kinds of operations that this graph has not', () => {
    expect(expectations('subscription { boardChanged }')).toEqual(['a query or a mutation']);
  });

  it('answers for the schema alone', () => {
    expect(check('{ __typename __schema { types { name isOneOf } } }')).toEqual([]);
    const mixed = '{ viewer { id } ...S } fragment S on Query { __type(name: "Shop") { name } }';
    expect(expectations(mixed)).toEqual(['__schema and __type in a request of their own']);
  });

  it.each([
    [
      'side by side',
      'mutation { a: endSession(input: {shopId: "s", sessionId: "a"}) { session { id } } b: endSession(input: {shopId: "s", sessionId: "b"}) { session { id } } }',
    ],
    [
      'in a fragment',
      'mutation { ...M } fragment M on Mutation { a: endSession(input: {shopId: "s", sessionId: "a"}) { session { id } } b: endSession(input: {shopId: "s", sessionId: "b"}) { session { id } } }',
    ],
    [
      'in an inline fragment',
      'mutation { ... on Mutation { a: endSession(input: {shopId: "s", sessionId: "a"}) { session { id } } b: endSession(input: {shopId: "s", sessionId: "b"}) { session { id } } } }',
    ],
  ])('refuses two mutations in one request, %s', (_where, query) => {
    expect(expectations(query)).toEqual(['one mutation per request']);
  });

  it('refuses many directives', () => {
    const directives = '@include(if: true) '.repeat(11);
    expect(expectations(`{ viewer { id ${directives} } }`)).toContain('at most 10 directives');
  });
});
