import { buildASTSchema, parse, specifiedRules, validate, type GraphQLError } from 'graphql';
import { requestProblem, type RequestProblem } from './request-problem';
import { readSupergraph } from './supergraph';

const schema = buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true });

/** The first complaint of graphql-js about a query, explained. */
function problemOf(query: string): RequestProblem {
  const [error] = validate(schema, parse(query), specifiedRules, { hideSuggestions: true });
  if (!error) throw new Error('graphql-js has nothing to complain about');
  return requestProblem(error, schema);
}

function syntaxProblemOf(query: string): RequestProblem {
  try {
    parse(query, { maxTokens: 1_000 });
  } catch (error) {
    return requestProblem(error as GraphQLError, schema);
  }
  throw new Error('graphql-js has nothing to complain about');
}

const presets = 'one of KUAISHOU, TAOBAO, DOUYIN, TIKTOK_SHOP, WECHAT_SHOP';
const createShop = (input: string): string => `mutation { createShop(input: ${input}) { shop { id } } }`;

describe('a wrong value in the query says which field and what would be right', () => {
  it.each([
    ['wrong enum', createShop('{ name: "A", preset: AMAZON }'), 'preset', presets],
    ['text for an enum', createShop('{ name: "A", preset: "KUAISHOU" }'), 'preset', presets],
    ['number for a text', createShop('{ name: 5, preset: KUAISHOU }'), 'name', 'a text'],
    ['a value deep inside', createShop('{ name: "A", preset: KUAISHOU, policy: { botFirst: 1 } }'), 'policy.botFirst', 'true or false'],
    [
      'a value in a list',
      'mutation { createAccount(input: { shopId: "s", name: "A", roles: [AGENT, 5] }) { account { id } } }',
      'roles.1',
      'one of ADMIN, CS_ADMIN, OPERATIONS, AGENT',
    ],
    [
      'a value in an object in a list',
      'mutation { saveReceptionSchedule(input: { shopId: "s", weekly: [{ day: MONDAY }, { day: FUNDAY }] }) { shop { id } } }',
      'weekly.1.day',
      'one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY',
    ],
    ['text for a number', '{ shop(id: "s") { sessions(first: "3") { totalCount } } }', 'first', 'a whole number of 32 bits'],
    ['a number too large', '{ shop(id: "s") { sessions(first: 1e999) { totalCount } } }', 'first', 'a whole number of 32 bits'],
    ['missing input field', createShop('{ preset: KUAISHOU }'), 'name', 'a text'],
    [
      'unknown input field',
      createShop('{ name: "A", preset: KUAISHOU, colour: 1 }'),
      'colour',
      'one of the fields name, timeZone, preset, policy, ownerName, ownerIdentity, commandId',
    ],
    ['unknown field', '{ shop(id: "s") { colour } }', 'colour', 'a field of Shop'],
    ['unknown argument', '{ shop(id: "s", colour: 1) { id } }', 'colour', 'an argument of Query.shop'],
    ['missing argument', '{ shop { id } }', 'id', 'an id'],
    ['unknown type', 'query($x: Colour) { viewer { id } }', 'Colour', 'a type of this graph'],
    [
      'variable of another type',
      'query($x: String) { shop(id: "s") { sessions(first: $x) { totalCount } } }',
      'x',
      'a variable of type Int',
    ],
  ])('%s', (_what, query, field, expected) => {
    expect(problemOf(query)).toMatchObject({ field, expected });
  });

  it('in a sentence of our own, which repeats nothing that was sent', () => {
    expect(problemOf(createShop(`{ name: ["${'x'.repeat(5_000)}"], preset: KUAISHOU }`)).message).toBe('name is not valid: a text.');
  });
});

describe('what nobody foresaw is said in the words of graphql-js', () => {
  it.each([
    ['{ viewer { ...Nobody } }', 'Unknown fragment "Nobody".'],
    ['query($unused: ID) { viewer { id } }', 'Variable "$unused" is never used.'],
    ['{ shop(id: $shop) { id } }', 'Variable "$shop" is not defined.'],
  ])('%s', (query, message) => {
    expect(problemOf(query)).toEqual({ message, field: 'query' });
  });

  it('without text of the client’s, and not at length', () => {
    const long = 'x'.repeat(5_000);
    expect(problemOf(`{ viewer { ${long} } }`)).toEqual({
      message: 'A name in the request is not known.',
      field: undefined,
      expected: 'a field of Viewer',
    });
    expect(problemOf(createShop(`{ name: "A", preset: KUAISHOU, ${long}: 1 }`)).field).toBeUndefined();
    expect(syntaxProblemOf(`{ "${long}" }`).message).toBe('Syntax Error: Expected Name, found String.');
  });
});

it.each([
  ['{ shop(', 'Syntax Error: Expected Name, found <EOF>.', 'a GraphQL document'],
  ['{ shop }}', 'Syntax Error: Unexpected.', 'a GraphQL document'],
  ['{ 😀 }', 'Syntax Error: Unexpected character: U+1F600.', 'a GraphQL document'],
  [`{ ${'a: viewer { id } '.repeat(300)} }`, 'The query has too many tokens.', 'at most 1000 tokens'],
])('a text that is no GraphQL, or too much of it, is refused as a whole: %.20s', (query, message, expected) => {
  expect(syntaxProblemOf(query)).toEqual({ message, field: 'query', expected });
});
