import { passportHeader, passportReader } from '#libs/platform/access/passport';
import { callerAs } from '#test/kit/caller-as';
import { GatewayStage, stageOwner, stageSecrets } from '#test/kit/gateway-stage';

const stage = new GatewayStage();
const { answers, asked, changes, lines } = stage;
let url: string;

beforeAll(async () => {
  await stage.open();
  ({ url } = await stage.serve());
});

afterAll(() => stage.close());

interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly extensions?: unknown;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: unknown;
      readonly extensions: Readonly<Record<string, unknown>>;
    }[];
  };
}

async function ask(query: string, headers: Record<string, string> = {}, extensions?: unknown, at = url): Promise<Answer> {
  const response = await fetch(`${at}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer t', ...headers },
    body: JSON.stringify({ query, extensions }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

describe('the gateway in production', () => {
  it('hands the caller on in a signed passport, and the trace', async () => {
    answers['shop'] = { body: { data: { _entities: [{ name: 'Lamps' }] } } };
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(await ask('{ shop(id: "s") { name } }', { traceparent, [passportHeader]: 'forged' })).toEqual({
      status: 200,
      body: { data: { shop: { name: 'Lamps' } } },
    });
    const sent = asked.at(-1);
    await expect(passportReader(stageSecrets).read(sent?.passport)).resolves.toEqual(stageOwner);
    expect(sent?.traceparent).toBe(traceparent);
  });

  it('begins a trace where a client names none that is valid', async () => {
    await ask('{ shop(id: "s") { name } }', { traceparent: '00-0-0-01' });
    expect(asked.at(-1)?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('answers the rest of a query while one subgraph is down', async () => {
    answers['shop'] = { body: { data: { _entities: [{ name: 'Lamps' }] } } };
    answers['schedule'] = { status: 500, body: { secret: 'hunter2' } };
    const { status, body } = await ask('{ shop(id: "s") { name reception { state } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ shop: { name: 'Lamps', reception: null } });
    expect(body.errors).toMatchObject([{ path: ['shop', 'reception'], extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }]);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|127\.0\.0\.1/);
  });

  it('answers the others’ parts of a shop while the shop service is down', async () => {
    answers['shop'] = { status: 500, body: {} };
    answers['schedule'] = { body: { data: { _entities: [{ reception: { state: 'OPEN' } }] } } };
    const { status, body } = await ask('{ viewer { shop { id name reception { state } } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ viewer: { shop: { id: 's', name: null, reception: { state: 'OPEN' } } } });
    expect(body.errors).toMatchObject([{ path: ['viewer', 'shop', 'name'], extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }]);
  });

  it('tells of every mutation at the shop service, and whether that has answered', async () => {
    const query = 'mutation { updateAccount(input: { shopId: "s", accountId: "a" }) { account { id } } }';
    answers['shop'] = { body: { data: { updateAccount: { account: { id: 'a' } } } } };
    await ask(query);
    answers['shop'] = { status: 500, body: {} };
    await ask(query);
    await ask('{ shop(id: "s") { name } }');
    await ask('mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id } } }');
    expect(changes).toEqual([
      { shop: 's', isCertain: true },
      { shop: 's', isCertain: false },
    ]);
  });

  it('tells how far a mutation came, and asks services to know as much for whoever asks at least that', async () => {
    answers['session'] = {
      body: { data: { endSession: { session: { id: 'x' } } }, extensions: { positions: { 'session-ended': [1, 7] } } },
    };
    const done = await ask('mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id } } }');
    expect(done.body.extensions).toEqual({ positions: { 'session-ended': [1, 7] } });
    answers['routing'] = { body: { data: { _entities: [{ queue: { length: 0 } }] }, extensions: { behind: ['session-ended'] } } };
    const read = await ask('{ shop(id: "s") { queue { length } } }', {}, { atLeast: { 'session-ended': [1, 7] } });
    expect(asked.at(-1)).toMatchObject({ path: 'routing', atLeast: { 'session-ended': [1, 7] } });
    expect(read.body).toEqual({
      data: { shop: { queue: { length: 0 } } },
      extensions: { behind: [{ service: 'routing', stream: 'session-ended' }] },
    });
  });

  it('INV-6 does not tell a buyer how much happens in the shop, when it is refused neither, and lets it guess no number', async () => {
    const buyer = { channel: 'WEB', externalId: 'b', keyId: null };
    const bearer = { subject: 'WEB/b', shop: 's', account: null, roles: [], buyer } as const;
    const caller = callerAs('BUYER', 's', { subject: 'WEB/b', account: null, buyer: { channel: 'WEB', externalId: 'b' } });
    const served = await stage.serve({
      identity: { bearerOf: () => Promise.resolve(bearer) },
      callers: { callerOf: () => Promise.resolve(caller), changed: () => undefined },
    });
    for (const part of [
      { data: { endSession: { session: { id: 'x' } } } },
      { data: null, errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }] },
    ]) {
      answers['session'] = { body: { ...part, extensions: { positions: { 'session-ended': [1, 7] } } } };
      const query = 'mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id } } }';
      const { body } = await ask(query, {}, { atLeast: { 'session-ended': [1, 9] } }, served.url);
      expect(body.extensions).toBeUndefined();
      expect(asked.at(-1)).toMatchObject({ path: 'session', atLeast: undefined });
    }
  });

  it("asks others for the rest of a mutation's answer when they know of the mutation, and routing by itself where it waits", async () => {
    const session = { __typename: 'Session', id: 'x' };
    const extensions = { positions: { 'session-ended': [1, 9] } };
    answers['session'] = { body: { data: { endSession: { session }, sendBuyerMessage: { session } }, extensions } };
    answers['routing'] = { body: { data: { _entities: [{ queuePosition: null, routing: null }] } } };
    const end = 'mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id queuePosition } } }';
    await ask(end, {}, { atLeast: { 'session-ended': [1, 7], 'shop-changed': [1, 3] } });
    expect(asked.slice(-2)).toMatchObject([
      { path: 'session', atLeast: { 'session-ended': [1, 7], 'shop-changed': [1, 3] } },
      { path: 'routing', atLeast: { 'session-ended': [1, 9], 'shop-changed': [1, 3] } },
    ]);
    await ask(end.replace('queuePosition', 'routing(waitMs: 9) { outcome }'));
    expect(asked.at(-1)).toMatchObject({ path: 'routing', atLeast: { 'session-ended': [1, 9] } });
    const buyer = 'buyer: { channel: "WEB", externalId: "b", name: "B" }';
    const send = `mutation { sendBuyerMessage(input: { shopId: "s", ${buyer}, text: "hi" }) { session { id FIELD } } }`;
    await ask(send.replace('FIELD', 'routing(waitMs: 9) { outcome }'));
    expect(asked.at(-1)).toMatchObject({ path: 'routing', atLeast: undefined });
    await ask(send.replace('FIELD', 'queuePosition'));
    expect(asked.at(-1)).toMatchObject({ path: 'routing', atLeast: { 'session-ended': [1, 9] } });
  });

  it('refuses positions that are none', async () => {
    const { status, body } = await ask('{ shop(id: "s") { name } }', {}, { atLeast: { 'session-ended': 'latest' } });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'extensions.atLeast' } }]);
  });

  it('names each part of a list that is missing, and asks nobody to repeat a mutation that was done', async () => {
    const sessions = [
      { __typename: 'Session', id: 'x' },
      { __typename: 'Session', id: 'y' },
    ];
    answers['session'] = { body: { data: { _entities: [{ sessions: { nodes: sessions } }] } } };
    answers['routing'] = { status: 500, body: {} };
    const read = await ask('{ shop(id: "s") { sessions { nodes { id queuePosition } } } }');
    expect(read.body.errors?.map(({ path }) => path)).toEqual([0, 1].map((at) => ['shop', 'sessions', 'nodes', at, 'queuePosition']));
    answers['session'] = { body: { data: { endSession: { session: sessions[0] } } } };
    const done = await ask('mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id queuePosition } } }');
    expect(done.body).toMatchObject({
      data: { endSession: { session: { id: 'x', queuePosition: null } } },
      errors: [{ path: ['endSession', 'session', 'queuePosition'], extensions: { code: 'ANSWER_INCOMPLETE', retryable: false } }],
    });
    answers['session'] = { status: 500, body: {} };
    const undone = await ask('mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id queuePosition } } }');
    expect(undone.body.errors).toMatchObject([{ path: ['endSession'], extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }]);
  });

  it('refuses a page of pages in whatever form, before anybody is asked', async () => {
    const list = '{ shop(id: "s") { sessions(first: $n) { nodes { messages(first: $n) { nodes { text } } } } } }';
    const before = asked.length;
    for (const query of [
      `query($n: Int = 100) ${list}`,
      `query ${list.replaceAll('$n', '100')}`,
      `query ${list.replaceAll('(first: $n)', '')}`,
    ]) {
      const { status, body } = await ask(query);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'query', expected: 'a cost of at most 1000' } }]);
    }
    expect(asked).toHaveLength(before);
  });

  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const requestId = traceparent.slice(3, 35);
  const planted = 'connect http://10.9.8.7:4001/graphql failed: SELECT name FROM buyer WHERE name = hunter2\n    at shop.js:7:7';

  it.each([
    ['a bug of a service', { query: '{ shop(id: "s") { name } }' }, { message: planted, extensions: { code: 'X', stacktrace: [planted] } }],
    [
      'a masked error of a service',
      { query: '{ shop(id: "s") { name } }' },
      { message: planted, extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ],
    ['a text that is no query', { query: '{ hunter2 !' }, undefined],
    ['an unknown field', { query: '{ shop(id: "hunter2") { colour } }' }, undefined],
    ['a value of another kind', { query: 'query($id: ID!) { shop(id: $id) { name } }', variables: { id: { a: 'hunter2' } } }, undefined],
    ['no query at all', { text: 'hunter2' }, undefined],
  ])('%s leaks nothing, and its answer has the id under which the log knows it', async (_what, body, error) => {
    answers['shop'] = { body: { data: null, errors: error && [{ ...error, path: ['_entities'] }] } };
    lines.length = 0;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer t', traceparent },
      body: JSON.stringify(body),
    });
    expect(response.headers.get('x-request-id')).toBe(requestId);
    const text = await response.text();
    expect(text).not.toMatch(/hunter2|10\.9\.8\.7|SELECT|shop\.js|stack/);
    const { errors } = JSON.parse(text) as Answer['body'];
    expect(errors?.map(({ extensions }) => extensions['requestId'])).toEqual([requestId]);
    if (error) expect(lines.filter((line) => line.includes('masked') && line.includes(requestId))).toHaveLength(1);
  });

  it('bears an id of its own in every other answer too', async () => {
    const ids = await Promise.all(
      ['/', '/live', '/ready', '/graphql', '/nothing'].map(async (path) => {
        const response = await fetch(url + path);
        await response.text();
        return response.headers.get('x-request-id');
      }),
    );
    expect(new Set(ids.map((id) => /^[0-9a-f]{32}$/.test(id ?? '') && id)).size).toBe(5);
  });

  it('tells nobody what the schema holds', async () => {
    expect((await ask('{ __schema { types { name } } }')).body.errors?.[0]?.message).toMatch(/introspection is not allowed/i);
    const { message } = (await ask('{ viewr { id } }')).body.errors?.[0] ?? { message: '' };
    expect(message).toContain('Cannot query field "viewr"');
    expect(message).not.toContain('Did you mean');
  });

  it('refuses what cannot be checked as a wrong request', async () => {
    for (const query of [
      'subscription($s: ID!, $t: Boolean!) { sessionChanged(sessionId: $s) @skip(if: $t) { reason } }',
      'query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'query @skip { viewer { id } }',
    ]) {
      const { status } = await ask(query);
      expect([query, status]).toEqual([query, 400]);
    }
  });

  it('refuses what a form of another site could send', async () => {
    const get = await fetch(`${url}/graphql?query=%7Bviewer%7Bid%7D%7D`, { headers: { authorization: 'Bearer t' } });
    expect(get.status).toBe(400);
    const form = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'text/plain' },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(form.status).toBe(400);
    for (const each of [get, form]) {
      const { errors } = (await each.json()) as Answer['body'];
      expect(errors).toMatchObject([
        {
          message: 'The request could be one that a page of another site has sent.',
          extensions: {
            code: 'BAD_USER_INPUT',
            field: 'content-type',
            expected: 'content-type: application/json, or a header apollo-require-preflight: true',
          },
        },
      ]);
    }
  });

  it('asks for a token before it looks at a query', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{"}',
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('has a page for people, probes for machines, and nothing else', async () => {
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('npm run --silent token');
    for (const probe of ['live', 'ready']) expect(await (await fetch(`${url}/${probe}`)).json()).toEqual({ status: probe });
    const other = await fetch(`${url}/admin`);
    expect(other.status).toBe(404);
    await other.text();
  });

  it('says what may be asked, to browsers too, and lets no other site ask', async () => {
    const options = await fetch(`${url}/graphql`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS']);
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const put = await fetch(`${url}/graphql`, { method: 'PUT', headers: { authorization: 'Bearer t' }, body: '{}' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
    await put.text();
  });

  it('asks whoever comes without a token for one, in the words of HTTP', async () => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="jiedai"']);
    await response.text();
  });

  it('says that a body is too large, however large it is', async () => {
    for (const size of [200_000, 3_000_000]) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'x'.repeat(size) }),
      });
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { field: 'body', expected: 'at most 102400 bytes' } }] });
    }
  });

  it('compresses a long answer', async () => {
    answers['shop'] = { body: { data: { _entities: [{ name: 'w'.repeat(5_000) }] } } };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer t', 'accept-encoding': 'br' },
      body: JSON.stringify({ query: '{ shop(id: "s") { name } }' }),
    });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(await response.json()).toEqual({ data: { shop: { name: 'w'.repeat(5_000) } } });
  });
});
