import { request, type ClientRequest } from 'node:http';
import type { Bearer } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { eventually } from '#test/kit/eventually';
import { GatewayStage, stageBearer, stageOwner, unlimited } from '#test/kit/gateway-stage';
import { AddressBudget } from './address-budget';
import { CallerBudgets } from './caller-budgets';
import { Slots } from './slots';
import { ClientAddresses, proxiesInput } from './client-addresses';
import { Strangers } from './strangers';

const stage = new GatewayStage();
const none = unlimited.reads;

beforeAll(() => stage.open());
afterAll(() => stage.close());

const post = (url: string, query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer t', ...headers },
    body: JSON.stringify({ query }),
  });

describe('the door of the gateway', () => {
  it('is not shut by those who say who they are not and then nothing more', async () => {
    const narrow = await stage.serve({ slots: new Slots(1, 1) });
    const strangers = Array.from({ length: 20 }, () => {
      const sent = request({ port: narrow.port, path: '/graphql', method: 'POST', headers: { 'content-length': '100' }, agent: false });
      sent.on('error', () => undefined).flushHeaders();
      return new Promise<{ status: number | undefined; sent: ClientRequest }>((resolve) =>
        sent.on('response', (response) => resolve({ status: response.statusCode, sent })),
      );
    });
    const refused = await Promise.all(strangers);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401]));
    expect(await (await post(narrow.url, '{ __typename }')).json()).toEqual({ data: { __typename: 'Query' } });
    for (const { sent } of refused) sent.destroy();
  });

  it('tells those who come while too many are served to come again, and serves them then', async () => {
    let letGo: (passport: string) => void = () => undefined;
    const sign = jest.fn(() => new Promise<string>((resolve) => (letGo = resolve)));
    const { url } = await stage.serve({ passports: { sign }, slots: new Slots(1, 1) });
    const first = post(url, '{ __typename }');
    await eventually(() => expect(sign).toHaveBeenCalled());
    const second = await post(url, '{ __typename }');
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await second.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }] });
    letGo('p');
    expect(await (await first).json()).toEqual({ data: { __typename: 'Query' } });
    const third = post(url, '{ __typename }');
    await eventually(() => expect(sign).toHaveBeenCalledTimes(2));
    letGo('p');
    expect((await third).status).toBe(200);
  });

  it('tells a flooding shop when to come again, and serves another shop, and its own messages, at once', async () => {
    const shopOf = (authorization: string | undefined) => authorization?.split(' ')[1] ?? '';
    const { url } = await stage.serve({
      budgets: new CallerBudgets({ ...unlimited, reads: { ...none, shop: 2 } }, () => 0),
      identity: { bearerOf: (token) => Promise.resolve({ ...stageBearer, shop: shopOf(token), account: shopOf(token) }) },
      callers: { callerOf: (from: Bearer) => Promise.resolve({ ...stageOwner, shop: from.shop }), changed: () => undefined },
    });
    stage.answers['shop'] = { body: { data: { _entities: [{ name: 'Lamps' }] } } };
    stage.answers['session'] = { body: { data: { endSession: { session: { id: 'x' } } } } };
    const as = (shop: string, query: string): Promise<Response> => post(url, query, { authorization: `Bearer ${shop}` });
    const query = '{ viewer { shop { id name } } }';
    const flood: number[] = [];
    for (let at = 0; at < 3; at += 1) flood.push((await as('flooding', query)).status);
    expect(flood).toEqual([200, 200, 429]);
    const refused = await as('flooding', query);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true, expected: 'another try in 1 s', requestId: expect.any(String) } }],
    });
    expect((await as('another', query)).status).toBe(200);
    expect((await as('flooding', 'mutation { endSession(input: { shopId: "s", sessionId: "x" }) { session { id } } }')).status).toBe(200);
  });

  it('tells a caller whose reads wait too long for each other to come again', async () => {
    const { url } = await stage.serve();
    let letGo: () => void = () => undefined;
    const when = new Promise<void>((resolve) => (letGo = resolve));
    stage.answers['session'] = { body: { data: { _entities: [{ sessions: { nodes: [] } }] } }, when };
    const large = '{ shop(id: "s") { sessions(first: 100) { nodes { id state a: state b: state c: state d: state e: state f: state } } } }';
    const reads = Array.from({ length: 3 }, () => post(url, large));
    const refused = await Promise.race(reads);
    letGo();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }] });
    expect((await Promise.all(reads)).map(({ status }) => status).sort()).toEqual([200, 200, 503]);
  });

  it('looks up nothing for an address that has shown too many wrong tokens, and still serves who is known there', async () => {
    const lookedUp: string[] = [];
    const identity = {
      bearerOf: (token: string | undefined) => {
        lookedUp.push(token ?? 'none');
        return token === 'Bearer right' ? Promise.resolve(stageBearer) : Promise.reject(new AppError('UNAUTHENTICATED', 'No.'));
      },
    };
    const { url } = await stage.serve({ identity, strangers: new Strangers(new AddressBudget(2, () => 0)) });
    const statuses: number[] = [];
    for (const token of ['right', 'a', 'b', 'c', 'right'])
      statuses.push((await post(url, '{ __typename }', { authorization: `Bearer ${token}` })).status);
    expect(statuses).toEqual([200, 401, 401, 429, 200]);
    expect(lookedUp).toEqual(['Bearer right', 'Bearer a', 'Bearer b', 'Bearer right']);
  });

  it('counts the clients of a trusted proxy each for itself', async () => {
    const identity = { bearerOf: () => Promise.reject(new AppError('UNAUTHENTICATED', 'No.')) };
    const strangers = (): Strangers => new Strangers(new AddressBudget(1, () => 0));
    const statuses = async (addresses: ClientAddresses): Promise<number[]> => {
      const { url } = await stage.serve({ identity, addresses, strangers: strangers() });
      const found: number[] = [];
      for (const forwarded of ['192.0.2.1', '203.0.113.2', '192.0.2.9, 203.0.113.2'])
        found.push((await post(url, '{ __typename }', { authorization: 'Bearer x', 'x-forwarded-for': forwarded })).status);
      return found;
    };
    expect(await statuses(new ClientAddresses(proxiesInput.parse('127.0.0.0/8')))).toEqual([401, 401, 429]);
    expect(await statuses(new ClientAddresses())).toEqual([401, 429, 429]);
  });

  it('lets scripts of listed origins read every answer, refusals too, without cookies, and no others', async () => {
    const desk = 'https://desk.example.com';
    const { url } = await stage.serve({ corsOrigins: [desk] });
    const asks = { origin: desk, 'access-control-request-method': 'POST' };
    const { status, headers } = await fetch(`${url}/graphql`, { method: 'OPTIONS', headers: asks });
    expect([status, headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([204, desk, 'origin']);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    for (const type of ['application/json', 'text/plain']) {
      const answer = await post(url, '{ __typename }', { origin: desk, 'content-type': type });
      expect(answer.headers.get('access-control-allow-origin')).toBe(desk);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toBe('origin, accept-encoding');
    }
    for (const origin of ['https://evil.example', 'https://desk.example.com.evil.example', 'http://desk.example.com', 'null']) {
      const answer = await post(url, '{ __typename }', { origin });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});
