import { buildASTSchema, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { readGraphNames } from './graph-names';
import { requestProblem, type RequestProblem } from './request-problem';
import { readSupergraph } from './supergraph';

const schema = buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true });
const names = readGraphNames(readSupergraph());

/** The first complaint of graphql-js about a query, explained. */
function problemOf(query: string): RequestProblem {
  const [error] = validate(schema, parse(query), specifiedRules);
  if (!error) throw new Error('graphql-js has nothing to complain about');
  return requestProblem(error.message, error, names);
}

/** The same for variables of `createShop`, or of the mutation named. */
function problemOfInput(input: unknown, type = 'CreateShopInput', field = 'createShop'): RequestProblem {
  const [operation] = parse(`mutation($input: ${type}!) { ${field}(input: $input) { __typename } }`).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  const { errors: [error] = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], { input });
  if (!(error instanceof GraphQLError)) throw new Error('graphql-js has nothing to complain about');
  return requestProblem(error.message, error, names);
}

const presets = 'one of KUAISHOU, TAOBAO, DOUYIN, TIKTOK_SHOP, WECHAT_SHOP';

describe('a wrong value in variables says which field and what would be right', () => {
  it.each([
    ['wrong enum', { name: 'A', preset: 'AMAZON' }, 'preset', presets],
    ['enum of another type', { name: 'A', preset: 5 }, 'preset', presets],
    ['missing field', { preset: 'KUAISHOU' }, 'name', 'a text'],
    ['null for a required field', { name: null, preset: 'KUAISHOU' }, 'name', 'a text'],
    ['number for a text', { name: 5, preset: 'KUAISHOU' }, 'name', 'a text'],
    [
      'fraction for an integer',
      { name: 'A', preset: 'KUAISHOU', policy: { agentEndHoldMinutes: 2.5 } },
      'policy.agentEndHoldMinutes',
      'a whole number of 32 bits',
    ],
    ['text for a flag', { name: 'A', preset: 'KUAISHOU', policy: { botFirst: 'yes' } }, 'policy.botFirst', 'true or false'],
    [
      'unknown field',
      { name: 'A', preset: 'KUAISHOU', colour: 'red' },
      'colour',
      'one of the fields name, timeZone, preset, policy, ownerName, commandId',
    ],
  ])('%s', (_what, input, field, expected) => {
    expect(problemOfInput(input)).toMatchObject({ field, expected });
  });

  it('an unknown field deep inside', () => {
    const input = { shopId: 's', buyer: { channel: 'A', externalId: 'b', age: 3 } };
    expect(problemOfInput(input, 'SendBuyerMessageInput', 'sendBuyerMessage')).toMatchObject({
      field: 'buyer.age',
      expected: 'one of the fields channel, externalId, name',
    });
  });

  it('does not echo what was sent', () => {
    const { message } = problemOfInput({ preset: 'KUAISHOU', name: 'A', secret: 'x'.repeat(10_000) });
    expect(message).not.toContain('xxx');
    expect(message).toContain('"secret" is not defined');
  });
});

describe('a wrong value in the query says which field and what would be right', () => {
  it.each([
    ['wrong enum', 'mutation { createShop(input: { name: "A", preset: AMAZON }) { shop { id } } }', 'preset', presets],
    ['text for an enum', 'mutation { createShop(input: { name: "A", preset: "KUAISHOU" }) { shop { id } } }', 'preset', presets],
    ['number for a text', 'mutation { createShop(input: { name: 5, preset: KUAISHOU }) { shop { id } } }', 'name', 'a text'],
    ['text for a number', '{ shop(id: "s") { sessions(first: "3") { totalCount } } }', 'first', 'a whole number of 32 bits'],
    ['missing input field', 'mutation { createShop(input: { preset: KUAISHOU }) { shop { id } } }', 'name', 'a text'],
    [
      'unknown input field',
      'mutation { createShop(input: { name: "A", preset: KUAISHOU, colour: 1 }) { shop { id } } }',
      'colour',
      'one of the fields name, timeZone, preset, policy, ownerName, commandId',
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
});

it.each([
  ['{ shop(', 'a GraphQL document'],
  [`{ ${'a: viewer { id } '.repeat(300)} }`, 'at most 1000 tokens'],
])('a text that is no GraphQL, or too much of it, is refused as a whole', (query, expected) => {
  let error: unknown;
  try {
    parse(query, { maxTokens: 1_000 });
  } catch (thrown) {
    error = thrown;
  }
  expect(requestProblem(String((error as Error).message), error, names)).toMatchObject({ field: 'query', expected });
});

it('a sentence nobody foresaw is passed on without a field', () => {
  expect(requestProblem('The moon is full.', new Error('x'), names)).toEqual({ message: 'The moon is full.' });
});
