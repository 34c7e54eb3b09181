import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createClient } from 'graphql-sse';
import { importJWK, SignJWT, type JWK } from 'jose';
import { eventually } from '#test/kit/eventually';
import { LiveClient, type LiveClientOptions } from '#test/kit/live-client';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;
let other: StagedShop;
const open: LiveClient[] = [];

beforeAll(async () => {
  system = await startSystem();
  shop = await stageShop(system, { name: 'Lamps' });
  other = await stageShop(system, { name: 'Shoes' });
  for (const each of [shop, other]) {
    await each.hire('annie', ['AGENT']);
    await each.tell('annie', 'setPresence', { presence: 'ONLINE' });
  }
  await shop.hire('cleo', ['CS_ADMIN']);
});

afterEach(() => open.splice(0).forEach((client) => client.close()));
afterAll(() => system?.stop());

const streamUrl = (): string => `${system.process('gateway').url}/graphql/stream`;

function watch(as: string, query: string, options: Partial<LiveClientOptions> & { readonly of?: StagedShop } = {}): LiveClient {
  const { of = shop, ...more } = options;
  const client = new LiveClient({ url: streamUrl, token: of.tokenOf(as), query, variables: { shop: of.id }, ...more });
  open.push(client);
  return client;
}

const board = `subscription($shop: ID!) { boardChanged(shopId: $shop) {
  reason changed { kind id } at shop { id queue { length } sessions(first: 20) { totalCount nodes { id state messageCount } } } } }`;
const inbox = 'subscription { inboxChanged { reason changed { kind id } gone sessions { id state messageCount } } }';

type Payload = Readonly<Record<string, never>> & {
  readonly reason: string;
  readonly changed: readonly { readonly kind: string; readonly id: string }[];
  readonly at: string;
  readonly gone: readonly string[];
  readonly sessions: readonly { readonly id: string; readonly messageCount: number }[];
  readonly shop: { readonly sessions: { readonly nodes: readonly { readonly id: string; readonly messageCount: number }[] } };
};
const payloads = (client: LiveClient): Payload[] => client.payloads.map(({ data }) => Object.values(data ?? {})[0] as Payload);
const last = (client: LiveClient): Payload => payloads(client).at(-1)!;
const reasons = (client: LiveClient): string[] => payloads(client).map(({ reason }) => reason);

describe('a stream', () => {
  it('begins with a snapshot and tells what has changed since, with the state as it is', async () => {
    const client = watch('owner', board);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
    expect(client.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(client.headers).not.toHaveProperty('content-encoding');
    const { id } = await shop.writes('b1');
    await eventually(() => expect(last(client).shop.sessions.nodes).toContainEqual(expect.objectContaining({ id, state: 'ACTIVE' })));
    expect(new Set(reasons(client).slice(1))).toEqual(new Set(['CHANGE']));
    expect(last(client).changed.map(({ kind }) => kind)).toContain('SESSION');
    expect(client.payloads.at(-1)?.extensions).toMatchObject({ now: expect.any(String) as unknown, cursor: client.lastId });
    expect(payloads(client).flatMap(({ changed }) => changed.map((each) => each.id))).toContain(id);
  });

  it('works with graphql-sse as it is', async () => {
    const client = createClient({ url: streamUrl(), headers: { authorization: `Bearer ${shop.tokenOf('owner')}` } });
    const events = client.iterate<{ boardChanged: { reason: string } }>({
      query: 'subscription($shop: ID!) { boardChanged(shopId: $shop) { reason changed { id } shop { name } } }',
      variables: { shop: shop.id },
    });
    expect((await events.next()).value).toMatchObject({ data: { boardChanged: { reason: 'SNAPSHOT', shop: { name: 'Lamps' } } } });
    const { id } = await shop.writes('b-sse');
    const next = (await events.next()).value as { data: { boardChanged: { changed: { id: string }[] } } };
    expect(next.data.boardChanged.changed.map((each) => each.id)).toContain(id);
    client.dispose();
  });

  it('of an inbox brings the account’s own sessions, and says which are gone', async () => {
    const client = watch('annie', inbox);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
    const { id } = await shop.writes('b2');
    await eventually(() => expect(last(client).sessions).toEqual([expect.objectContaining({ id, state: 'ACTIVE' })]));
    await shop.writes('b2', 'again');
    await eventually(() => expect(last(client).sessions).toEqual([expect.objectContaining({ id, messageCount: 2 })]));
    await shop.tell('annie', 'endSession', { sessionId: id, confirm: true });
    await eventually(() => expect(last(client)).toMatchObject({ gone: [id], sessions: [] }));
    const before = client.events.length;
    await other.writes('b2');
    await shop.tell('owner', 'updateShopPolicy', { policy: { botFirst: false } });
    expect(client.events).toHaveLength(before);
  });

  it('of a session tells of that session alone, and of a foreign one nothing', async () => {
    const { id } = await shop.writes('b3');
    const query = 'subscription($id: ID!) { s: sessionChanged(sessionId: $id) { reason changed { id } it: session { messageCount } } }';
    const client = watch('connector', query, { variables: { id } });
    await eventually(() => expect(payloads(client)).toEqual([{ reason: 'SNAPSHOT', changed: [], it: { messageCount: 1 } }]));
    await shop.writes('b4');
    await shop.writes('b3', 'again');
    await eventually(() => expect(payloads(client).at(-1)).toEqual({ reason: 'CHANGE', changed: [{ id }], it: { messageCount: 2 } }));
    expect(payloads(client).flatMap(({ changed }) => changed.map((each) => each.id))).toEqual(
      payloads(client)
        .slice(1)
        .map(() => id),
    );
    const foreign = watch('owner', query, { of: other, variables: { id }, againMs: 10_000 });
    await eventually(() => expect(foreign.refusals).toHaveLength(1));
    expect(JSON.parse(foreign.refusals[0]!.body)).toMatchObject({ errors: [{ extensions: { code: 'SESSION_NOT_FOUND' } }] });
  });

  it('SES-21 SES-30 of an inbox and of a session tells of marks and notes', async () => {
    const { id } = await shop.writes('b-marks');
    const query = 'subscription($id: ID!) { s: sessionChanged(sessionId: $id) { it: session { difficult note { text } } } }';
    const ofSession = watch('cleo', query, { variables: { id } });
    const ofInbox = watch('annie', 'subscription { inboxChanged { sessions { id difficult } } }');
    await eventually(() => expect(payloads(ofSession)).toEqual([{ it: { difficult: false, note: null } }]));
    await eventually(() => expect(last(ofInbox).sessions).toContainEqual({ id, difficult: false }));
    await shop.tell('annie', 'markSession', { sessionId: id, difficult: true });
    await eventually(() => expect(last(ofInbox).sessions).toEqual([{ id, difficult: true }]));
    await shop.tell('annie', 'saveNote', { sessionId: id, text: 'call back 15:00' });
    await eventually(() => expect(last(ofSession)).toEqual({ it: { difficult: true, note: { text: 'call back 15:00' } } }));
    await shop.tell('annie', 'endSession', { sessionId: id, confirm: true });
  });

  it('that selects only what has changed asks no service', async () => {
    const client = watch('connector', 'subscription($shop: ID!) { boardChanged(shopId: $shop) { changed { kind id } } }');
    await eventually(() => expect(payloads(client)).toEqual([{ changed: [] }]));
    await system.process('metrics').stop();
    const { id } = await shop.writes('b5');
    await eventually(() => expect(payloads(client).flatMap(({ changed }) => changed)).toContainEqual({ kind: 'SESSION', id }));
    await system.process('metrics').start();
  });
});

describe('a client that comes back', () => {
  it('is told what has happened since, at this gateway process or another', async () => {
    const copy = await system.addCopy('gateway');
    let url = streamUrl();
    const client = watch('owner', board, { url: () => url, againMs: 300 });
    const elsewhere = watch('owner', board, { url: () => `${copy.url}/graphql/stream` });
    await eventually(() => expect([reasons(client), reasons(elsewhere)]).toEqual([['SNAPSHOT'], ['SNAPSHOT']]));
    url = `${copy.url}/graphql/stream`;
    const seen = client.events.length;
    client.cut();
    const { id } = await shop.writes('b6');
    await eventually(() =>
      expect(
        payloads(client)
          .slice(seen)
          .flatMap(({ changed }) => changed),
      ).toContainEqual({ kind: 'SESSION', id }),
    );
    expect(reasons(client)).not.toContain('RESYNC');
    expect(last(client).shop.sessions.nodes.map((each) => each.id)).toContain(id);
    await copy.stop();
  });

  it('is told the whole state where nobody knows what has happened since', async () => {
    const client = watch('owner', board, { againMs: 300 });
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
    client.lastId = `${shop.id};session-started=1.1`;
    client.cut();
    await eventually(() => expect(reasons(client).at(1)).toBe('RESYNC'));
    client.lastId = client.lastId!.replace(/^.{4}/, 'AAAA');
    client.cut();
    await eventually(() => expect(reasons(client).filter((reason) => reason === 'RESYNC')).toHaveLength(2));
  });

  it('comes back by itself when its gateway process is killed', async () => {
    const client = watch('owner', board);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
    system.process('gateway').kill();
    await eventually(() => expect(client.connections).toBeGreaterThan(1));
    await system.process('gateway').ready();
    const { id } = await shop.writes('b7');
    await eventually(() => expect(last(client).shop.sessions.nodes.map((each) => each.id)).toContain(id));
  });
});

/** A token of the shop's owner that ends soon. */
async function tokenFor(ms: number): Promise<string> {
  const [local] = JSON.parse(system.environment.issuers) as [{ issuer: string; audience: string; jwksFile: string }];
  const key = await importJWK(JSON.parse(readFileSync(join(dirname(local.jwksFile), 'issuer.jwk.json'), 'utf8')) as JWK, 'ES256');
  return new SignJWT({ shop: shop.id, account: shop.idOf('owner') })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: 'local-1' })
    .setSubject('owner')
    .setIssuer(local.issuer)
    .setAudience(local.audience)
    .setIssuedAt()
    .setExpirationTime(Math.ceil((Date.now() + ms) / 1_000))
    .sign(key);
}

describe('who may watch', () => {
  it('PRM-2 is looked up while the stream lasts: whoever is no longer active loses it', async () => {
    const client = watch('cleo', board);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
    await shop.tell('owner', 'updateAccount', { accountId: shop.idOf('cleo'), active: false });
    await eventually(() => expect(client.isComplete).toBe(true), { timeoutMs: 5_000 });
    expect(client.events.at(-2)?.data).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('PRM-2 is looked up likewise while Kafka tells nothing', async () => {
    await shop.hire('dora', ['CS_ADMIN']);
    const client = watch('dora', board);
    await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
    system.broker.freeze();
    try {
      await shop.tell('owner', 'updateAccount', { accountId: shop.idOf('dora'), active: false });
      await eventually(() => expect(client.isComplete).toBe(true), { timeoutMs: 5_000 });
    } finally {
      system.broker.thaw();
    }
  });

  it('INV-6 watches no foreign shop', async () => {
    const client = watch('owner', board, { variables: { shop: other.id }, againMs: 10_000 });
    await eventually(() => expect(client.refusals).toHaveLength(1));
    expect(JSON.parse(client.refusals[0]!.body)).toMatchObject({ errors: [{ extensions: { code: 'SHOP_NOT_FOUND', field: 'shopId' } }] });
  });

  it('INV-6 watches its own session as a buyer, and nobody else’s', async () => {
    const open = 'mutation($input: SetAnonymousBuyersInput!) { setAnonymousBuyers(input: $input) { __typename } }';
    await system.graphql(shop.tokenOf('owner'), open, { input: { shopId: shop.id, allowed: true } });
    const url = `${system.process('gateway').url}/auth/buyer`;
    const headers = { 'content-type': 'application/json' };
    const knocked = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ shopId: shop.id, channel: 'WEB' }) });
    const { token, buyer } = (await knocked.json()) as { token: string; buyer: object };
    const writes = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }';
    const { data } = await system.graphql<{ sendBuyerMessage: { session: { id: string } } }>(token, writes, {
      input: { shopId: shop.id, buyer, text: 'hello' },
    });
    const query = 'subscription($id: ID!) { sessionChanged(sessionId: $id) { session { messages { nodes { text } } } } }';
    const mine = watch('owner', query, { token, variables: { id: data?.sendBuyerMessage.session.id } });
    await eventually(() => expect(payloads(mine)).not.toHaveLength(0));
    const { id } = await shop.writes('b8');
    const refusals = [
      watch('owner', query, { token, variables: { id }, againMs: 10_000 }),
      watch('owner', board, { token, againMs: 10_000 }),
    ];
    await eventually(() => expect(refusals.flatMap((each) => each.refusals)).toHaveLength(2));
    const codes = refusals.map(({ refusals: [refused] }) => /"code":"(\w+)"/.exec(refused!.body)?.[1]);
    expect(codes).toEqual(['SESSION_NOT_FOUND', 'FORBIDDEN']);
    // the outcome of its routing may come as a change of its own, with the same messages
    for (const payload of payloads(mine)) expect(payload).toEqual({ session: { messages: { nodes: [{ text: 'hello' }] } } });
  });

  it('does so as long as its token lasts', async () => {
    const token = await tokenFor(3_000);
    const client = watch('owner', board, { token });
    await eventually(() => expect(client.isComplete).toBe(true));
    expect(reasons(client)).toContain('SNAPSHOT');
    expect(client.events.at(-2)?.data).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it.each([
    ['a query', '{ viewer { id } }', 400, 'a subscription; queries and mutations are asked at /graphql'],
    ['two subscriptions at once', 'subscription($shop: ID!) { boardChanged(shopId: $shop) { at } inboxChanged { at } }', 400, undefined],
    ['an unknown field', 'subscription($shop: ID!) { boardChanged(shopId: $shop) { name } }', 400, 'a field of BoardChange'],
    [
      'a page of pages',
      board.replace('first: 20', 'first: 100').replace('messageCount', 'messages(first: 100) { nodes { id } }'),
      400,
      'a cost of at most 1000',
    ],
    ['no document', 'subscription {', 400, 'a GraphQL document'],
  ])('is refused %s, as any request is', async (_what, query, status, expected) => {
    const client = watch('owner', query, { againMs: 10_000 });
    await eventually(() => expect(client.refusals).toHaveLength(1));
    expect(client.refusals[0]).toMatchObject({ status });
    const [error] = (JSON.parse(client.refusals[0]!.body) as { errors: { extensions: object }[] }).errors;
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', ...(expected !== undefined && { expected }) });
  });

  it('has ten streams at once', async () => {
    const clients = Array.from({ length: 11 }, () =>
      watch('annie', 'subscription { inboxChanged { reason } }', { of: other, variables: {}, againMs: 10_000 }),
    );
    await eventually(() => expect(clients.filter(({ payloads: got }) => got.length > 0)).toHaveLength(10));
    const refused = clients.flatMap(({ refusals }) => refusals);
    expect(refused).toEqual([expect.objectContaining({ status: 503, retryAfter: '1' })]);
  });
});

it('RTE-60, RTE-7 a board is told at once of alerts that no session and no presence brings: of groups, and of what time does', async () => {
  const alerts = 'subscription($shop: ID!) { boardChanged(shopId: $shop) { changed { kind id } shop { id routingAlerts { kind } } } }';
  await shop.tell('owner', 'updateShopPolicy', { policy: { routingMode: 'GROUP', staleAfterMinutes: 5 } });
  await shop.tell('annie', 'heartbeat', {});
  const client = watch('owner', alerts);
  const kinds = (event: unknown): string[] =>
    (event as { shop: { routingAlerts: { kind: string }[] } | null }).shop?.routingAlerts.map(({ kind }) => kind) ?? [];
  const toldOf = (kind: string) => payloads(client).filter((event) => kinds(event).includes(kind));
  await eventually(() => expect(payloads(client)).not.toEqual([]));
  expect(toldOf('EMPTY_GROUP')).toEqual([]);
  await shop.tell('owner', 'saveAgentGroup', { name: '空', memberIds: [], statuses: ['UNPAID'] });
  await eventually(() => expect(toldOf('EMPTY_GROUP')[0]?.changed).toEqual([{ kind: 'SHOP', id: shop.id }]));
  expect(toldOf('STALE_PRESENCE')).toEqual([]);
  system.setClock({ offsetMs: 6 * 60_000 });
  // Told by the agent that it is of, and by the shop's alerts.
  await eventually(() =>
    expect(toldOf('STALE_PRESENCE').flatMap(({ changed }) => changed)).toContainEqual({ kind: 'AGENT', id: shop.idOf('annie') }),
  );
  await shop.tell('annie', 'heartbeat', {});
  await eventually(() => expect(kinds(last(client))).toEqual(['EMPTY_GROUP']));
  await shop.tell('owner', 'updateShopPolicy', { policy: { routingMode: 'BASIC', staleAfterMinutes: null } });
});

it('events tell the time of the business clock', async () => {
  const client = watch('owner', board);
  await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
  const hour = 3_600_000;
  system.setClock({ offsetMs: hour });
  await eventually(async () => {
    await shop.writes('b9');
    expect(Date.parse(last(client).at) - Date.now()).toBeGreaterThan(hour / 2);
  });
  expect(client.payloads.at(-1)?.extensions?.['now']).toBe(last(client).at);
});

it('a stop ends streams at once', async () => {
  const client = watch('owner', board, { againMs: 60_000 });
  await eventually(() => expect(reasons(client)).toEqual(['SNAPSHOT']));
  const begun = performance.now();
  await system.process('gateway').stop();
  expect(performance.now() - begun).toBeLessThan(8_000);
  expect(client.isComplete).toBe(false);
  await system.process('gateway').start();
});
