import { createServer, request, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBatch } from '#libs/platform/graphql/answer-batch';
import { AppError } from '#libs/platform/errors';
import { readJson } from '#libs/platform/http/read-json';
import type { BatchedOperation } from '#libs/platform/graphql/operation-batch';
import { createLog } from '#libs/platform/process/log';
import { passportHeader, passportReader, passportSigner } from '#libs/platform/access/passport';
import { startServer } from './server';
import { Slots } from './slots';
import { createGateway } from './supergraph';
import { eventually } from '#test/kit/eventually';
import { callerAs } from '#test/kit/caller-as';

const lines: string[] = [];
const log = createLog({ service: 'gateway', level: 'info', write: (line) => lines.push(line) });
const secrets = ['a secret of the gateway and its subgraphs'];
const bearer = { subject: 'w', shop: 's', account: 'a', roles: [] } as const;
const owner = callerAs('OWNER', 's', { subject: 'w', account: 'a' });

/** What each subgraph answers to whatever it is asked. */
const answers: Record<string, { status?: number; body: unknown }> = {};
/** Mutations of the shop service that the rights were told of. */
const changes: { shop: string | null; isCertain: boolean }[] = [];
const asked: { path: string; passport: string; traceparent: string; atLeast?: unknown }[] = [];

let subgraphs: Server;
let gateway: Awaited<ReturnType<typeof createGateway>>;
let server: Awaited<ReturnType<typeof startServer>>;
let url: string;

/** A gateway in front of the subgraphs; `options` are what a test wants otherwise. */
const serve = (options: Partial<Parameters<typeof startServer>[0]>): ReturnType<typeof startServer> =>
  startServer({
    gateway: gateway.gateway,
    identity: {
      bearerOf: (token) =>
        token === undefined ? Promise.reject(new AppError('UNAUTHENTICATED', 'A token is needed.')) : Promise.resolve(bearer),
    },
    callers: { callerOf: () => Promise.resolve(owner), changed: (shop, isCertain) => void changes.push({ shop, isCertain }) },
    buyerDoor: (_request, response) => Promise.resolve(void response.writeHead(201).end()),
    passports: passportSigner(secrets),
    introspection: false,
    host: '127.0.0.1',
    port: 0,
    log,
    ...options,
  });

const openGateway = (): ReturnType<typeof createGateway> => {
  const at = (name: string): string => `http://127.0.0.1:${(subgraphs.address() as AddressInfo).port}/${name}`;
  return createGateway(
    { shop: at('shop'), schedule: at('schedule'), routing: at('routing'), session: at('session'), metrics: at('metrics') },
    log,
  );
};

beforeAll(async () => {
  subgraphs = createServer((incoming, response) => {
    const path = incoming.url?.slice(1) ?? '';
    void readJson(incoming, { bytes: 1_000_000, ms: 5_000 }).then((batch) =>
      answerBatch(response, batch as BatchedOperation[], (operation) => {
        const { passport, traceparent, atLeast } = operation as BatchedOperation;
        asked.push({ path, passport, traceparent, atLeast });
        const { status = 200, body } = answers[path] ?? { status: 500, body: 'nobody' };
        return Promise.resolve({ status, body });
      }),
    );
  });
  await new Promise<void>((resolve) => subgraphs.listen(0, '127.0.0.1', resolve));
  gateway = await openGateway();
  server = await serve({});
  url = `http://127.0.0.1:${server.port}`;
});

afterAll(async () => {
  await server.stop();
  await gateway.stop();
  subgraphs.closeAllConnections();
  await new Promise((resolve) => subgraphs.close(resolve));
});

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

async function ask(query: string, headers: Record<string, string> = {}, extensions?: unknown): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
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
    await expect(passportReader(secrets).read(sent?.passport)).resolves.toEqual(owner);
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

  it('refuses what a form of another site could send', async () => {
    const get = await fetch(`${url}/graphql?query=%7Bviewer%7Bid%7D%7D`, { headers: { authorization: 'Bearer t' } });
    expect(get.status).toBe(400);
    const form = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'text/plain' },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(form.status).toBe(400);
    await Promise.all([get.text(), form.text()]);
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

  it('is not shut by those who say who they are not and then nothing more', async () => {
    const another = await openGateway();
    const narrow = await serve({ gateway: another.gateway, slots: new Slots(1, 1) });
    const strangers = Array.from({ length: 20 }, () => {
      const sent = request({ port: narrow.port, path: '/graphql', method: 'POST', headers: { 'content-length': '100' }, agent: false });
      sent.on('error', () => undefined).flushHeaders();
      return new Promise<{ status: number | undefined; sent: ClientRequest }>((resolve) =>
        sent.on('response', (response) => resolve({ status: response.statusCode, sent })),
      );
    });
    const refused = await Promise.all(strangers);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401]));
    const known = await fetch(`http://127.0.0.1:${narrow.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
      body: '{"query":"{ __typename }"}',
    });
    expect(await known.json()).toEqual({ data: { __typename: 'Query' } });
    for (const { sent } of refused) sent.destroy();
    await Promise.all([narrow.stop(), another.stop()]);
  });

  it('tells those who come while too many are served to come again, and serves them then', async () => {
    let letGo: (passport: string) => void = () => undefined;
    const sign = jest.fn(() => new Promise<string>((resolve) => (letGo = resolve)));
    const another = await openGateway();
    const busy = await serve({ gateway: another.gateway, passports: { sign }, slots: new Slots(1, 1) });
    const send = () =>
      fetch(`http://127.0.0.1:${busy.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer t' },
        body: '{"query":"{ __typename }"}',
      });
    const first = send();
    await eventually(() => expect(sign).toHaveBeenCalled());
    const second = await send();
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await second.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }] });
    letGo('p');
    expect(await (await first).json()).toEqual({ data: { __typename: 'Query' } });
    const third = send();
    await eventually(() => expect(sign).toHaveBeenCalledTimes(2));
    letGo('p');
    expect((await third).status).toBe(200);
    await Promise.all([busy.stop(), another.stop()]);
  });
});
