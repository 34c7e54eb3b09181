import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { features } from '#services/metrics/features';
import { createDelivering } from '#services/metrics/webhooks/app/deliver';
import { createPost } from '#services/metrics/webhooks/app/post-delivery';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { eventually } from '#test/kit/eventually';
import { receivedEvent } from '#test/kit/received-event';
import type { Role } from '#libs/platform/access/caller';

/* Alerts reach a server that listens. Three processes deliver; the machine's clock is in the test's hands. */

interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const log = createLog({ service: 'test', level: 'silent' });
let db: Database;
let workerDb: Database;
let parts: ReturnType<typeof features>;
let ask: Ask;
let server: Server;
let base: string;
let heard: Heard[] = [];
/** What the server answers to a path; absent: 204. Null: nothing ever. */
const answers = new Map<string, number | null>();
let shopId: string;
let later = 0;
let watches: ReturnType<typeof createDelivering>[] = [];

const now = (): Date => new Date(Date.now() + later);

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 6, log, name: 'metrics-webhooks-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 3, log, name: 'metrics-webhooks-test-worker' });
  const outbox = createOutbox({ appending: () => undefined, committed: () => undefined });
  const clock = { now: () => new Date('2026-03-02T03:00:00Z') };
  const config = { webhooksToPrivate: true };
  parts = features({ db, readDb: db, workerDb, outbox, clock, newId, log }, { config });
  ask = askSubgraph('metrics', parts.resolvers, parts.extra);
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      const path = request.url ?? '';
      if (body.includes(shopId)) heard.push({ path, headers: request.headers, body });
      const status = answers.has(path) ? answers.get(path) : 204;
      if (status === null || status === undefined) return;
      response.writeHead(status, status === 302 ? { location: `${base}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([db.close(), workerDb.close()]);
});

beforeEach(async () => {
  [heard, later, shopId, sequence] = [[], 0, newId(), 0];
  answers.clear();
  await db.transaction([shopId], (tx) =>
    tx.query({ name: 'test-webhook-shop', text: `INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)` }, [shopId]),
  );
});
afterEach(async () => {
  await Promise.all(watches.map((each) => each.stop()));
  watches = [];
});

const deliver = (count = 1, tempo = {}): void => {
  const started = Array.from({ length: count }, () =>
    createDelivering({ db, workerDb, log }, { post: createPost(true), random: () => 0.5, now, tempo: { everyMs: 20, ...tempo } }),
  );
  started.forEach((each) => each.start());
  watches.push(...started);
};

let sequence = 0;
const told = (type: string, value: object) =>
  receivedEvent({
    ...{ topic: 'agent-status-changed', type, shopId, subject: shopId, sequence: ++sequence },
    value: {
      shopId,
      occurredAt: '2026-03-02T02:00:00.000Z',
      actor: { kind: 'SYSTEM', id: null },
      causeId: null,
      policyVersion: 1,
      ...value,
    },
  });
const facts = {
  ...{ since: null, cause: null, pool: null, groupId: null, agentIds: [], buyers: 0, held: 0 },
  message: { ZH_CN: '满', EN: 'Full' },
  remedy: { ZH_CN: '上线', EN: 'Come' },
};
const about = (kind: string, alertId: string, key = kind) => ({ alertId, key, kind, grade: 'WARNING' });
const raised = (kind: string, alertId = newId(), key = kind) => told('alert-raised', { ...about(kind, alertId, key), ...facts });
const cleared = (kind: string, alertId: string) => told('alert-cleared', { ...about(kind, alertId), raisedAt: '2026-03-02T02:00:00.000Z' });
const take = (events: ReturnType<typeof told>[]): Promise<void> =>
  db.transaction([shopId], async (tx) => {
    if (!('take' in parts.consumes)) throw new Error('metrics takes its events in transactions');
    await parts.consumes.take(tx, events);
  });

const account = newId();
async function act<R>(name: string, input: object, selection: string, role: Role = 'ADMIN') {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { done: ${name}(input: $input) { ${selection} } }`;
  const { data, refusals } = await ask(callerAs(role, shopId, { account }), document, { input: { shopId, ...input } });
  return { done: data['done'] as R, refusal: refusals[0] };
}

const register = async (path: string, more: object = {}) => {
  const input = { url: `${base}${path}`, ...more };
  const { done } = await act<{ webhook: { id: string }; secret: string }>('saveWebhook', input, 'webhook { id } secret');
  return { id: done.webhook.id, secret: done.secret };
};

interface Sent {
  readonly id: string;
  readonly alertId: string;
  readonly type: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

async function sent(args = ''): Promise<Sent[][]> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { webhooks { url enabled kinds
    deliveries${args} { pageInfo { hasNextPage } nodes { id alertId type status attempts lastStatus lastError nextAttemptAt doneAt } } } } } }`;
  const { data, refusals } = await ask(callerAs('ADMIN', shopId, { account }), query, { of: [{ __typename: 'Shop', id: shopId }] });
  expect(refusals).toEqual([]);
  const [found] = data['_entities'] as { webhooks: { deliveries: { nodes: Sent[] } }[] }[];
  return found!.webhooks.map(({ deliveries }) => deliveries.nodes);
}

it('each alert is delivered once to each webhook that wants it, signed, by three processes; when it is over, again', async () => {
  const [all, some] = [await register('/all'), await register('/some', { kinds: ['QUEUE_WAITING'] })];
  const id = newId();
  const events = [raised('ALL_SATURATED', id), raised('QUEUE_WAITING')];
  await take(events);
  await take(events);
  deliver(3);
  await eventually(() => expect(heard.map(({ path }) => path).sort()).toEqual(['/all', '/all', '/some']));
  await take([cleared('ALL_SATURATED', id)]);
  await eventually(async () =>
    expect(
      (await sent()).map((nodes) => nodes.map(({ type, status, attempts, lastStatus }) => [type, status, attempts, lastStatus])),
    ).toEqual([
      [
        ['CLEARED', 'DELIVERED', 1, 204],
        ['RAISED', 'DELIVERED', 1, 204],
        ['RAISED', 'DELIVERED', 1, 204],
      ],
      [['RAISED', 'DELIVERED', 1, 204]],
    ]),
  );
  expect(heard.length).toBe(4);
  const secrets: Record<string, string> = { '/all': all.secret, '/some': some.secret };
  const bodies = heard.map(({ path, headers, body }) => new Webhook(secrets[path]!).verify(body, headers as Record<string, string>));
  expect(bodies).toContainEqual({
    ...{ type: 'alert.cleared', timestamp: '2026-03-02T02:00:00.000Z' },
    data: {
      ...{ shopId, alertId: id, key: 'ALL_SATURATED', kind: 'ALL_SATURATED', grade: 'WARNING' },
      ...{ raisedAt: '2026-03-02T02:00:00.000Z', clearedAt: '2026-03-02T02:00:00.000Z', ...facts },
    },
  });
});

it('what fails is tried again later and later, is dead after ten tries, and can be replayed under its id', async () => {
  await register('/broken');
  answers.set('/broken', 503);
  deliver(2);
  await take([raised('ALL_SATURATED')]);
  const state = async () => (await sent())[0]![0]!;
  await eventually(async () =>
    expect(await state()).toMatchObject({ status: 'PENDING', attempts: 1, lastStatus: 503, lastError: 'The receiver answered 503.' }),
  );
  for (let attempt = 2; attempt <= 10; attempt += 1) {
    expect(heard.length).toBe(attempt - 1);
    later += 6 * 3_600_000 + 1_000;
    await eventually(async () => expect(await state()).toMatchObject({ attempts: attempt, lastStatus: 503 }));
  }
  const dead = await state();
  expect(dead).toMatchObject({ status: 'DEAD', nextAttemptAt: null });
  expect(new Set(heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([dead.id]));
  answers.delete('/broken');
  const again = await act<{ delivery: Sent }>('replayDelivery', { deliveryId: dead.id, commandId: 'r1' }, 'delivery { id status }');
  expect(again.done.delivery).toEqual({ id: dead.id, status: 'PENDING' });
  await eventually(async () => expect(await state()).toMatchObject({ status: 'DELIVERED', attempts: 1, lastError: null }));
  expect((await act('replayDelivery', { deliveryId: dead.id, commandId: 'r1' }, 'delivery { id status }')).done).toEqual(again.done);
  expect(heard.length).toBe(11);
  expect(await sent('(status: DEAD)')).toEqual([[]]);
});

it('what a process has taken that dies is taken by another once its lease is over', async () => {
  await register('/all');
  await take([raised('ALL_SATURATED')]);
  const dying = createDelivering(
    { db, workerDb, log },
    { post: () => new Promise(() => undefined), random: () => 0.5, now, tempo: { everyMs: 20, leaseMs: 60_000 } },
  );
  dying.start();
  await eventually(async () => expect((await sent())[0]).toMatchObject([{ status: 'PENDING', attempts: 1 }]));
  void dying.stop();
  deliver(2);
  later = 59_000;
  await eventually(async () => expect((await sent())[0]).toMatchObject([{ status: 'PENDING', attempts: 1 }]));
  expect(heard).toEqual([]);
  later = 61_000;
  await eventually(async () => expect((await sent())[0]).toMatchObject([{ status: 'DELIVERED', attempts: 2 }]));
  expect(heard.length).toBe(1);
});

it('a redirect is not followed; a receiver that never answers holds up no other', async () => {
  await register('/moved');
  answers.set('/moved', 302);
  await register('/silent');
  answers.set('/silent', null);
  await register('/all');
  const pools = Array.from({ length: 8 }, (_, index) => `QUEUE_WAITING ${index}`);
  await take(pools.map((key) => raised('QUEUE_WAITING', newId(), key)));
  deliver(1);
  await eventually(() => expect(heard.filter(({ path }) => path === '/all').length).toBe(8));
  expect(heard.filter(({ path }) => path === '/silent').length).toBe(4);
  expect(heard.filter(({ path }) => path === '/elsewhere')).toEqual([]);
  await eventually(async () => expect((await sent())[0]![0]).toMatchObject({ status: 'PENDING', lastStatus: 302 }));
  server.closeAllConnections();
});

it.each([
  ['private', ['10.0.0.7']],
  ['loopback', ['127.0.0.1']],
  ['link-local', ['169.254.169.254']],
  ['private among public ones', ['93.184.215.14', 'fd00::1']],
  ['none', []],
])('a public name that leads to %s addresses gets nothing when something is delivered', async (_, found) => {
  const asked: string[] = [];
  const post = createPost(false, (hostname, done) => {
    asked.push(hostname);
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  });
  const refused = { status: null, error: 'The address of the webhook is not public.' };
  expect(await post('https://hook.example.com/x', {}, '{}')).toEqual(refused);
  expect(asked).toEqual(['hook.example.com']);
  expect(await post(base.replace('http:', 'https:'), {}, '{}')).toEqual(refused);
  expect(heard).toEqual([]);
});

it('after a rotation deliveries bear two signatures, until the old secret is over', async () => {
  const { id, secret } = await register('/all');
  const rotated = await act<{ secret: string }>('rotateWebhook', { webhookId: id, keepOldMinutes: 10, commandId: 'k' }, 'secret');
  expect(rotated.done.secret).not.toBe(secret);
  expect((await act('rotateWebhook', { webhookId: id, keepOldMinutes: 10, commandId: 'k' }, 'secret')).done).toEqual({
    secret: null,
  });
  deliver();
  await take([raised('ALL_SATURATED')]);
  await eventually(() => expect(heard.length).toBe(1));
  const verify = (known: string, { body, headers }: Heard) => new Webhook(known).verify(body, headers as Record<string, string>);
  for (const known of [secret, rotated.done.secret]) expect(verify(known, heard[0]!)).toMatchObject({ type: 'alert.raised' });
  const [{ id: delivery }] = (await sent())[0] as [Sent];
  later = 11 * 60_000;
  await act('replayDelivery', { deliveryId: delivery }, 'delivery { id }');
  await eventually(() => expect(heard.length).toBe(2));
  expect(String(heard[1]!.headers['webhook-signature']).split(' ').length).toBe(1);
});

it('RES-84 what is absent stays; switching off gives up what is pending; removing forgets it', async () => {
  const { id } = await register('/all', { kinds: ['QUEUE_WAITING', 'ALL_SATURATED'] });
  await take([raised('ALL_SATURATED'), raised('EMPTY_GROUP')]);
  const off = await act('saveWebhook', { webhookId: id, enabled: false }, 'secret webhook { url kinds enabled }');
  expect(off.done).toEqual({
    secret: null,
    webhook: { url: `${base}/all`, kinds: ['ALL_SATURATED', 'QUEUE_WAITING'], enabled: false },
  });
  await take([raised('QUEUE_WAITING')]);
  const [[given]] = (await sent()) as [[Sent]];
  expect(given).toMatchObject({ status: 'DEAD', attempts: 0, lastError: 'The webhook was switched off.' });
  expect((await act('replayDelivery', { deliveryId: given.id }, 'delivery { id }')).refusal).toMatchObject({ field: 'deliveryId' });
  await act('saveWebhook', { webhookId: id, enabled: true, kinds: null }, 'webhook { id }');
  await act('replayDelivery', { deliveryId: given.id }, 'delivery { id }');
  deliver();
  await eventually(() => expect(heard.length).toBe(1));
  expect((await act('removeWebhook', { webhookId: id }, 'webhookId')).done).toEqual({ webhookId: id });
  expect(await sent()).toEqual([]);
});

it('INV-3 the same command registers once, and shows the secret once', async () => {
  const input = { url: `${base}/all`, commandId: 'c' };
  const first = await act<{ webhook: object; secret: string | null }>('saveWebhook', input, 'webhook { id } secret');
  const second = await act('saveWebhook', input, 'webhook { id } secret');
  expect(second.done).toEqual({ webhook: first.done.webhook, secret: null });
  expect((await sent()).length).toBe(1);
});

it('the eleventh webhook is refused', async () => {
  for (let index = 0; index < 10; index += 1) await register(`/${index}`);
  expect((await act('saveWebhook', { url: `${base}/more` }, 'secret')).refusal).toEqual({ code: 'WEBHOOKS_LIMIT', field: 'webhookId' });
});

it.each([
  ['saveWebhook', { url: 'nowhere' }, 'BAD_USER_INPUT', 'url'],
  ['saveWebhook', {}, 'BAD_USER_INPUT', 'url'],
  ['saveWebhook', { url: 'https://example.com/', kinds: [] }, 'BAD_USER_INPUT', 'kinds'],
  ['saveWebhook', { webhookId: '01900000-0000-7000-8000-000000000009', enabled: true }, 'WEBHOOK_NOT_FOUND', 'webhookId'],
  ['removeWebhook', { webhookId: '01900000-0000-7000-8000-000000000009' }, 'WEBHOOK_NOT_FOUND', 'webhookId'],
  ['rotateWebhook', { webhookId: '01900000-0000-7000-8000-000000000009', keepOldMinutes: 10_081 }, 'BAD_USER_INPUT', 'keepOldMinutes'],
  ['replayDelivery', { deliveryId: '01900000-0000-7000-8000-000000000009' }, 'DELIVERY_NOT_FOUND', 'deliveryId'],
])('%s refuses %j with %s at %s', async (name, input, code, field) => {
  expect((await act(name, input, '__typename')).refusal).toEqual({ code, field });
});

it('a private address is refused at `url` unless the operator allows it', async () => {
  const strict = features({
    db,
    readDb: db,
    workerDb,
    outbox: createOutbox({ appending: () => undefined, committed: () => undefined }),
    clock: { now },
    newId,
    log,
  });
  const asked = askSubgraph('metrics', strict.resolvers, strict.extra);
  const document = 'mutation ($input: SaveWebhookInput!) { saveWebhook(input: $input) { secret } }';
  const { refusals } = await asked(callerAs('OWNER', shopId, { account }), document, { input: { shopId, url: 'https://10.0.0.7/x' } });
  expect(refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'url' }]);
});

it('INV-6, PRM-1 webhooks are for administrators of their shop', async () => {
  const { id } = await register('/all');
  expect((await act('removeWebhook', { webhookId: id }, 'webhookId', 'CS_ADMIN')).refusal).toMatchObject({ code: 'FORBIDDEN' });
  const other = newId();
  const document = 'mutation ($input: RemoveWebhookInput!) { removeWebhook(input: $input) { webhookId } }';
  const { refusals } = await ask(callerAs('OWNER', other, { account }), document, { input: { shopId: other, webhookId: id } });
  expect(refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
});
