import { buildASTSchema, getOperationAST, parse } from 'graphql';
import { checkRequest } from './check-request';
import { readSupergraph } from './supergraph';

const schema = buildASTSchema(parse(readSupergraph()), { assumeValidSDL: true });

function check(query: string, variables: Record<string, unknown> = {}, operationName?: string) {
  const operation = getOperationAST(parse(query), operationName) ?? undefined;
  return checkRequest(schema, { operation, operationName, variables });
}

const problemOf = (input: unknown, type = 'CreateShopInput', field = 'createShop') =>
  check(`mutation($input: ${type}!) { ${field}(input: $input) { __typename } }`, { input });

const presets = 'one of KUAISHOU, TAOBAO, DOUYIN, TIKTOK_SHOP, WECHAT_SHOP';

describe('variables', () => {
  it('that are right pass', () => {
    const query = 'query($shop: ID!, $n: Int = 5) { shop(id: $shop) { sessions(first: $n) { totalCount } } }';
    expect(check(query, { shop: 's', unknown: 1 })).toMatchObject({ operation: { operation: 'query' } });
  });

  it.each([
    ['wrong enum', { name: 'A', preset: 'AMAZON' }, 'preset', presets],
    ['enum of another type', { name: 'A', preset: 5 }, 'preset', presets],
    ['missing field', { preset: 'KUAISHOU' }, 'name', 'a text'],
    ['null for a required field', { name: null, preset: 'KUAISHOU' }, 'name', 'a text'],
    ['number for a text', { name: 5, preset: 'KUAISHOU' }, 'name', 'a text'],
    [
      'a fraction',
      { name: 'A', preset: 'KUAISHOU', policy: { agentEndHoldMinutes: 2.5 } },
      'policy.agentEndHoldMinutes',
      'a whole number of 32 bits',
    ],
    [
      '1e999',
      { name: 'A', preset: 'KUAISHOU', policy: { agentEndHoldMinutes: Infinity } },
      'policy.agentEndHoldMinutes',
      'a whole number of 32 bits',
    ],
    ['text for a flag', { name: 'A', preset: 'KUAISHOU', policy: { botFirst: 'yes' } }, 'policy.botFirst', 'true or false'],
    [
      'unknown field',
      { name: 'A', preset: 'KUAISHOU', colour: 'red' },
      'colour',
      'one of the fields name, timeZone, preset, policy, ownerName, ownerIdentity, commandId',
    ],
    ['text for the whole', 'A', undefined, 'a value of type CreateShopInput with name, preset'],
  ])('that are wrong say which field and what would be right: %s', (_what, input, field, expected) => {
    const message = `${field ?? 'input'} is not valid: ${expected}.`;
    expect(problemOf(input)).toEqual({ problem: { message, field, expected } });
  });

  it('are named to their place in lists and objects', () => {
    const buyer = { channel: 'A', externalId: 'b', age: 3 };
    expect(problemOf({ shopId: 's', buyer }, 'SendBuyerMessageInput', 'sendBuyerMessage')).toMatchObject({
      problem: { field: 'buyer.age', expected: 'one of the fields channel, externalId, name' },
    });
    const weekly = [
      { day: 'MONDAY', start: '09:00', end: '18:00' },
      { day: 'FUNDAY', start: '09:00', end: '18:00' },
    ];
    expect(problemOf({ shopId: 's', weekly }, 'SaveReceptionScheduleInput', 'saveReceptionSchedule')).toMatchObject({
      problem: { field: 'weekly.1.day', expected: 'one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY' },
    });
  });

  it('that are needed are asked for', () => {
    const query = 'query($shop: ID!) { shop(id: $shop) { id } }';
    for (const variables of [{}, { shop: null }])
      expect(check(query, variables)).toEqual({
        problem: { message: 'The variable shop is needed: an id.', field: 'shop', expected: 'an id' },
      });
  });

  it('cost little to refuse, however wrong they are, and their refusal is short', () => {
    const many = Object.fromEntries(Array.from({ length: 1_500 }, (_, at) => [`field${at}`, 'x'.repeat(30)]));
    const refused = problemOf({ name: 'A', preset: 'KUAISHOU', ...many });
    expect(refused).toMatchObject({ problem: { field: 'field0' } });
    expect(JSON.stringify(refused).length).toBeLessThan(500);
    const long = problemOf({ name: 'A', preset: 'KUAISHOU', ['x'.repeat(90_000)]: 1 });
    expect(JSON.stringify(long).length).toBeLessThan(500);
    const roles = Array.from({ length: 1_500 }, () => 'WRONG');
    expect(problemOf({ shopId: 's', name: 'A', roles }, 'CreateAccountInput', 'createAccount')).toMatchObject({
      problem: { field: 'roles.0' },
    });
  });

  it('are refused unread when they hold more values than anybody needs, at any depth', () => {
    const expected = 'at most 2000 values';
    expect(problemOf(Array.from({ length: 6_000 }, () => 0))).toMatchObject({ problem: { field: 'variables', expected } });
    const deep: unknown = JSON.parse('[1,'.repeat(2_100) + '1' + ']'.repeat(2_100));
    expect(problemOf(deep)).toMatchObject({ problem: { field: 'variables', expected } });
  });
});

describe('which operation is asked', () => {
  const two = 'query A { viewer { id } } query B { viewer { id } }';

  it('is the one that is named', () => {
    expect(check(two, {}, 'B')).toMatchObject({ operation: { name: { value: 'B' } } });
  });

  it.each([
    ['none of several', two, undefined],
    ['unknown', two, 'C'],
    ['empty', '{ viewer { id } }', ''],
  ])('is refused when it is %s', (_what, query, name) => {
    expect(check(query, {}, name)).toMatchObject({
      problem: { field: 'operationName', expected: 'the name of one operation of the query' },
    });
  });
});
