import { newId } from '#libs/platform/process/ids';
import { settledRowCounts } from '#test/kit/row-counts';
import { buyerOf, stageShop, type Operation, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;
let foreign: StagedShop;
let sessionId: string;
let stored: Record<string, number>;

beforeAll(async () => {
  system = await startSystem();
  shop = await stageShop(system, { name: 'Lamps' });
  foreign = await stageShop(system, { name: 'Chairs' });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  sessionId = (await shop.writes('b1')).id;
  stored = await settledRowCounts(system.databases);
});

afterAll(() => system?.stop());

interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  };
}

/** A request as it goes over the wire, well-formed or not. */
async function post(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${system.process('gateway').url}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const send = (as: string, query: string, variables: object = {}): Promise<Answer> =>
  post(JSON.stringify({ query, variables }), { authorization: `Bearer ${shop.tokenOf(as)}` });

/** The first refusal, without the request's own id, which every answer has. */
function refusalOf({ body }: Answer): Readonly<Record<string, unknown>> {
  const { requestId: _requestId, ...refusal } = { ...body.errors?.[0]?.extensions };
  return refusal;
}

const text = (part: string): unknown => expect.stringContaining(part);

describe('a refused command names its code, the field and what would be right', () => {
  const buyer = buyerOf('b2');
  const rows: readonly (readonly [string, string, Operation, () => object, string, unknown, unknown])[] = [
    [
      'unknown shop',
      'connector',
      'sendBuyerMessage',
      () => ({ shopId: newId(), buyer, text: 'x' }),
      'SHOP_NOT_FOUND',
      'shopId',
      text('your token speaks for'),
    ],
    [
      'foreign shop',
      'connector',
      'sendBuyerMessage',
      () => ({ shopId: foreign.id, buyer, text: 'x' }),
      'SHOP_NOT_FOUND',
      'shopId',
      text('your token speaks for'),
    ],
    [
      'foreign shop of a manager',
      'owner',
      'createAccount',
      () => ({ shopId: foreign.id, name: 'Eve', roles: ['AGENT'] }),
      'SHOP_NOT_FOUND',
      'shopId',
      text('your token speaks for'),
    ],
    [
      'foreign account',
      'owner',
      'setPresence',
      () => ({ agentId: foreign.idOf('owner'), presence: 'ONLINE' }),
      'ACCOUNT_NOT_FOUND',
      'agentId',
      text('account of this shop'),
    ],
    [
      'unknown session',
      'annie',
      'sendAgentMessage',
      () => ({ sessionId: newId(), text: 'x' }),
      'SESSION_NOT_FOUND',
      'sessionId',
      text('session of this shop'),
    ],
    [
      'time that is none',
      'owner',
      'saveReceptionSchedule',
      () => ({ weekly: [{ day: 'MONDAY', start: '9 Uhr', end: '18:00' }] }),
      'INVALID_TIME',
      'weekly.0.start',
      text('HH:mm'),
    ],
    [
      'time after midnight',
      'owner',
      'saveReceptionSchedule',
      () => ({ weekly: [{ day: 'MONDAY', start: '09:00', end: '24:01' }] }),
      'INVALID_TIME',
      'weekly.0.end',
      text('HH:mm'),
    ],
    [
      'windows that overlap',
      'owner',
      'saveReceptionSchedule',
      () => ({
        weekly: [
          { day: 'MONDAY', start: '09:00', end: '12:00' },
          { day: 'MONDAY', start: '11:00', end: '13:00' },
        ],
      }),
      'WINDOW_OVERLAP',
      'weekly.1',
      text('outside'),
    ],
    [
      'notice without hours',
      'owner',
      'saveReceptionSchedule',
      () => ({ weekly: [], closedNotice: 'Closed.' }),
      'MISSING_HOURS',
      'closedNotice',
      text('{receptionHours}'),
    ],
    [
      'instant that is none',
      'owner',
      'saveReceptionSchedule',
      () => ({ weekly: [], effectiveFrom: 'tomorrow' }),
      'INVALID_TIME',
      'effectiveFrom',
      text(''),
    ],
    [
      'zone that is none',
      'operator',
      'createShop',
      () => ({ name: 'Mars', preset: 'KUAISHOU', timeZone: 'Mars/Olympus' }),
      'INVALID_ZONE',
      'timeZone',
      text('IANA'),
    ],
    ['capacity 0', 'annie', 'setCapacity', () => ({ maxCapacity: 0 }), 'CAPACITY_RANGE', 'maxCapacity', text('1 to 500')],
    ['capacity 501', 'annie', 'setCapacity', () => ({ maxCapacity: 501 }), 'CAPACITY_RANGE', 'maxCapacity', text('1 to 500')],
    ['capacity 2.5', 'annie', 'setCapacity', () => ({ maxCapacity: 2.5 }), 'CAPACITY_RANGE', 'maxCapacity', text('1 to 500')],
    ['capacity in words', 'annie', 'setCapacity', () => ({ maxCapacity: 'many' }), 'BAD_USER_INPUT', 'maxCapacity', text('number')],
    ['empty message', 'connector', 'sendBuyerMessage', () => ({ buyer, text: '' }), 'BAD_USER_INPUT', 'text', text('1 to 5000 characters')],
    [
      'blank message',
      'connector',
      'sendBuyerMessage',
      () => ({ buyer, text: ' \n ' }),
      'BAD_USER_INPUT',
      'text',
      text('1 to 5000 characters'),
    ],
    ['empty answer', 'annie', 'sendAgentMessage', () => ({ sessionId, text: '' }), 'BAD_USER_INPUT', 'text', text('1 to 5000 characters')],
    [
      'message of 50,000 characters',
      'connector',
      'sendBuyerMessage',
      () => ({ buyer, text: 'x'.repeat(50_000) }),
      'BAD_USER_INPUT',
      'text',
      text('1 to 5000 characters'),
    ],
    [
      'buyer without id',
      'connector',
      'sendBuyerMessage',
      () => ({ buyer: { channel: 'KUAISHOU', externalId: '' }, text: 'x' }),
      'BAD_USER_INPUT',
      'buyer.externalId',
      text('1 to 200'),
    ],
    [
      'wrong enum',
      'annie',
      'setPresence',
      () => ({ presence: 'SLEEPING' }),
      'BAD_USER_INPUT',
      'presence',
      'one of ONLINE, REST, SUSPENDED, OFFLINE',
    ],
    [
      'wrong enum in a list',
      'owner',
      'createAccount',
      () => ({ name: 'Eve', roles: ['OWNER'] }),
      'BAD_USER_INPUT',
      text('roles'),
      'one of ADMIN, CS_ADMIN, OPERATIONS, AGENT',
    ],
    [
      'unknown field',
      'connector',
      'sendBuyerMessage',
      () => ({ buyer: { ...buyer, age: 30 }, text: 'x' }),
      'BAD_USER_INPUT',
      'buyer.age',
      'one of the fields channel, externalId, name',
    ],
    ['missing field', 'connector', 'leaveChat', () => ({}), 'BAD_USER_INPUT', 'buyer', text('BuyerInput')],
    ['role that may not', 'annie', 'createAccount', () => ({ name: 'Eve', roles: ['ADMIN'] }), 'FORBIDDEN', undefined, 'the role OWNER'],
  ];

  // The shop service's news of it may be on its way; a shop that the token does not speak for never comes, nor does a session its owner does not know.
  const mayCome = ['ACCOUNT_NOT_FOUND'];

  it.each(rows)('%s', async (_what, as, operation, input, code, field, expected) => {
    const token = as === 'operator' ? await system.token({ roles: ['OPERATOR'] }) : shop.tokenOf(as);
    const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
    const shopId = operation === 'createShop' ? {} : { shopId: shop.id };
    const query = `mutation($input: ${type}) { ${operation}(input: $input) { __typename } }`;
    const answer = await post(JSON.stringify({ query, variables: { input: { ...shopId, ...input() } } }), {
      authorization: `Bearer ${token}`,
    });
    expect(refusalOf(answer)).toEqual({
      code,
      expected,
      retryable: mayCome.includes(code),
      ...(field === undefined ? {} : { field }),
    });
    expect([200, 400]).toContain(answer.status);
    expect(answer.body.data ?? null).toBeNull();
  });
});

describe('a request that is wrong in itself is refused before any service is asked', () => {
  const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, at) => `a${at}:viewer{id}`).join(' ')} }`;
  const endTwice = (): string =>
    `mutation { a: endSession(input: {shopId: "${shop.id}", sessionId: "${sessionId}"}) { session { id } } b: endSession(input: {shopId: "${shop.id}", sessionId: "${sessionId}"}) { session { id } } }`;

  it.each<[string, () => string, string, string, unknown]>([
    ['5,000 aliases', () => aliases(5_000), 'BAD_USER_INPUT', 'query', 'at most 1000 tokens'],
    ['16 aliases', () => aliases(16), 'BAD_USER_INPUT', 'query', 'at most 15 aliases'],
    [
      'a query too deep',
      () => '{ shop(id: "s") { sessions { nodes { routing { explanation { candidates { agent { account { id } } } } } } } } }',
      'BAD_USER_INPUT',
      'query',
      'at most 8 levels',
    ],
    ['two mutations', endTwice, 'BAD_USER_INPUT', 'query', 'one mutation per request'],
    ['a field nobody has', () => '{ shop(id: "s") { colour } }', 'BAD_USER_INPUT', 'colour', 'a field of Shop'],
    ['no GraphQL', () => '{ shop(', 'BAD_USER_INPUT', 'query', 'a GraphQL document'],
    [
      'an enum in the query',
      () => `{ shop(id: "${shop.id}") { metrics(range: NEVER) { volume { buyers } } } }`,
      'BAD_USER_INPUT',
      'range',
      'one of TODAY, YESTERDAY, LAST_7_DAYS, LAST_30_DAYS',
    ],
  ])('%s', async (_what, query, code, field, expected) => {
    const answer = await send('owner', query());
    expect(refusalOf(answer)).toEqual({ code, field, expected, retryable: false });
    expect(answer.status).toBe(400);
  });

  const raw = (body: string): Promise<Answer> => post(body, { authorization: `Bearer ${shop.tokenOf('owner')}` });
  const saveHours = 'mutation($input: SaveReceptionScheduleInput!) { saveReceptionSchedule(input: $input) { version { number } } }';
  const setCapacity = 'mutation($input: SetCapacityInput!) { setCapacity(input: $input) { agent { id } } }';
  const reception = 'query($shop: ID!, $at: DateTime) { shop(id: $shop) { reception(at: $at) { state } } }';

  it.each<[string, () => string, unknown]>([
    ['an empty operationName', () => '{"query":"{ viewer { id } }","operationName":""}', text('one operation')],
    ['an unknown operationName', () => '{"query":"query A { viewer { id } }","operationName":"B"}', text('one operation')],
    ['two operations without a name', () => '{"query":"{ viewer { id } } { viewer { id } }"}', undefined],
    [
      'two operations and none of them named',
      () => '{"query":"query A { viewer { id } } query B { viewer { id } }"}',
      text('one operation'),
    ],
    ['a subscription', () => '{"query":"subscription { boardChanged }"}', 'a query or a mutation'],
    [
      '1e999 in the query',
      () => `{"query":"mutation { setCapacity(input: { shopId: \\"${shop.id}\\", maxCapacity: 1e999 }) { agent { id } } }"}`,
      text(''),
    ],
    [
      '1e999 in a variable',
      () => `{"query":"${setCapacity}","variables":{"input":{"shopId":"${shop.id}","maxCapacity":1e999}}}`,
      text('number'),
    ],
    ['an object for an instant', () => `{"query":"${reception}","variables":{"shop":"${shop.id}","at":{"$date":0}}}`, text('RFC 3339')],
    [
      'an object for an instant in the query',
      () => `{"query":"{ shop(id: \\"${shop.id}\\") { reception(at: {x: 1}) { state } } }"}`,
      text('RFC 3339'),
    ],
    ['a persisted query', () => '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}', undefined],
    ['no query', () => '{"variables":{}}', undefined],
    ['variables that are none', () => '{"query":"{ viewer { id } }","variables":[1]}', undefined],
  ])('%s is answered with what is wrong, and with 4xx', async (_what, body, expected) => {
    const { status, body: answer } = await raw(body());
    expect(status).toBe(400);
    const some = { code: 'BAD_USER_INPUT', field: expect.any(String) as unknown, retryable: false };
    expect(answer.errors?.[0]?.extensions).toMatchObject(expected === undefined ? some : { ...some, expected });
  });

  it.each<[string, () => object]>([
    ['6,000 fields nobody knows', () => Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`f${at}`, 0]))],
    ['1,900 fields nobody knows', () => Object.fromEntries(Array.from({ length: 1_900 }, (_, at) => [`f${at}`, 'x'.repeat(40)]))],
    ['wrong enums by the thousand', () => ({ weekly: Array.from({ length: 900 }, () => ({ day: '💥💥💥💥💥💥', start: '09:00' })) })],
    ['half of an emoji after 499 characters', () => ({ weekly: `${'x'.repeat(499)}💥💥` })],
  ])('%s are refused with one short sentence that repeats nothing', async (_what, input) => {
    const { status, body } = await send('owner', saveHours, { input: { shopId: shop.id, ...input() } });
    const answer = JSON.stringify(body);
    expect(status).toBe(400);
    expect(answer.length).toBeLessThan(1_000);
    expect(answer).not.toMatch(/xxx|💥|\p{Surrogate}/u);
    expect(refusalOf({ status, body })).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
  });

  it('the schema is told whole, new fields of its own included', async () => {
    const { body } = await send('owner', '{ __type(name: "SetPresenceInput") { name isOneOf specifiedByURL } }');
    expect(body).toEqual({ data: { __type: { name: 'SetPresenceInput', isOneOf: false, specifiedByURL: null } } });
  });

  it('10,000 aliases that do not even fit a request', async () => {
    const answer = await send('owner', aliases(10_000));
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'body', expected: 'at most 102400 bytes' });
    expect(answer.status).toBe(413);
  });

  it('a message of 1 MB', async () => {
    const query = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }';
    const answer = await send('connector', query, { input: { shopId: shop.id, buyer: buyerOf('b2'), text: 'x'.repeat(1_000_000) } });
    expect(answer.status).toBe(413);
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'body', expected: 'at most 102400 bytes' });
  });

  it('malformed JSON', async () => {
    const answer = await post('{"query": ', { authorization: `Bearer ${shop.tokenOf('owner')}` });
    expect(answer.status).toBe(400);
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'body', expected: text('JSON') });
  });

  it('a batch', async () => {
    const answer = await post('[{"query":"{ viewer { id } }"},{"query":"{ viewer { id } }"}]', {
      authorization: `Bearer ${shop.tokenOf('owner')}`,
    });
    expect(answer.status).toBe(400);
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
  });
});

it('nothing of all this has stored anything', async () => {
  expect(await settledRowCounts(system.databases)).toEqual(stored);
});
