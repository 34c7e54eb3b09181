import type { OutboxRow } from '#libs/messaging/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { features } from '#services/metrics/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';

const log = createLog({ service: 'test', level: 'silent' });
const published: OutboxRow[] = [];
let db: Database;
let workerDb: Database;
let ask: Ask;
let parts: ReturnType<typeof features>;
let shopId: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-alerts-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 2, log, name: 'metrics-alerts-test-worker' });
  const outbox = createOutbox({ appending: () => undefined, committed: (rows) => void published.push(...rows) });
  const clock = { now: () => new Date('2026-03-02T03:00:00Z') };
  parts = features({ db, readDb: db, workerDb, outbox, clock, newId, log });
  ask = askSubgraph('metrics', parts.resolvers, parts.extra);
});
afterAll(() => Promise.all([db.close(), workerDb.close()]));
beforeEach(() => {
  shopId = newId();
  sequence = 0;
});

let sequence = 0;
const common = (at: string) => ({ shopId, occurredAt: at, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1 });
const told = (type: string, value: object) =>
  receivedEvent({ topic: 'agent-status-changed', type, shopId, subject: shopId, sequence: ++sequence, value });
const raised = (alertId: string, key: string, at = '2026-03-02T02:00:00.000Z', more: object = {}) =>
  told('alert-raised', {
    ...common(at),
    ...{ alertId, key, kind: 'QUEUE_WAITING', grade: 'WARNING', since: at, cause: 'ALL_AT_CAPACITY', pool: 'ALL', groupId: null },
    ...{ agentIds: [], buyers: 3, held: 8, message: { ZH_CN: '有人排队', EN: 'Buyers queue' }, remedy: { ZH_CN: '上线', EN: 'Come' } },
    ...more,
  });
const cleared = (alertId: string, key: string, at: string) =>
  told('alert-cleared', { ...common(at), alertId, key, kind: 'QUEUE_WAITING', grade: 'WARNING', raisedAt: '2026-03-02T02:00:00.000Z' });

const take = (events: ReturnType<typeof told>[]): Promise<void> =>
  db.transaction([shopId], async (tx) => {
    if (!('take' in parts.consumes)) throw new Error('metrics takes its events in transactions');
    await parts.consumes.take(tx, events);
  });

const events = (): unknown[] =>
  published
    .filter((row) => row.shopId === shopId && row.stream === 'alert-raised')
    .map((row) => [row.type, row.subject, row.seq, (JSON.parse(row.value) as { key: string }).key]);

interface Page {
  readonly nodes: readonly { readonly id: string; readonly clearedAt: string | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function alerts(args: object = {}, caller = callerAs('CS_ADMIN', shopId, { account: newId() })) {
  const query = `query ($of: [_Any!]!, $first: Int, $after: String, $onlyOpen: Boolean) { _entities(representations: $of) { ... on Shop {
    alerts(first: $first, after: $after, onlyOpen: $onlyOpen) { pageInfo { hasNextPage endCursor }
      nodes { id key kind grade raisedAt clearedAt since cause pool buyers held agents { id } metric message remedy(language: EN) } } } } }`;
  const { data, refusals } = await ask(caller, query, { of: [{ __typename: 'Shop', id: shopId }], ...args });
  return { page: (data?.['_entities'] as ({ alerts: Page } | null)[] | undefined)?.[0]?.alerts, refusals };
}

it('RTE-29 an alert of reception is kept, told on its own topic once, and over once, though each is heard twice', async () => {
  const id = newId();
  const event = raised(id, 'QUEUE_WAITING ALL');
  await take([event]);
  await take([event]);
  expect((await alerts()).page!.nodes).toEqual([
    {
      ...{ id, key: 'QUEUE_WAITING ALL', kind: 'QUEUE_WAITING', grade: 'WARNING', raisedAt: '2026-03-02T02:00:00.000Z', clearedAt: null },
      ...{ since: '2026-03-02T02:00:00.000Z', cause: 'ALL_AT_CAPACITY', pool: 'ALL', buyers: 3, held: 8, agents: [], metric: null },
      ...{ message: '有人排队', remedy: 'Come' },
    },
  ]);
  const over = cleared(id, 'QUEUE_WAITING ALL', '2026-03-02T02:05:00.000Z');
  await take([over]);
  await take([over, event]);
  expect(events()).toEqual([
    ['raised', id, 1, 'QUEUE_WAITING ALL'],
    ['cleared', id, 2, 'QUEUE_WAITING ALL'],
  ]);
  expect((await alerts()).page!.nodes).toMatchObject([{ id, clearedAt: '2026-03-02T02:05:00.000Z' }]);
});

it('STF-16 what is raised and over within one flight is told as both; a key that comes again is another alert; unknown kinds are passed over', async () => {
  const [first, second] = [newId(), newId()];
  await take([
    raised(first, 'ALL_SATURATED'),
    cleared(first, 'ALL_SATURATED', '2026-03-02T02:01:00.000Z'),
    raised(newId(), 'MOON_FULL', undefined, { kind: 'MOON_FULL' }),
  ]);
  await take([raised(second, 'ALL_SATURATED', '2026-03-02T02:02:00.000Z')]);
  expect(events().map((event) => (event as unknown[]).slice(0, 2))).toEqual([
    ['raised', first],
    ['cleared', first],
    ['raised', second],
  ]);
});

it('SES-22 what session finds is kept and told like what routing finds', async () => {
  const id = newId();
  const slow = { kind: 'SLOW_REPLIES', cause: null, pool: null };
  await take([{ ...raised(id, 'SLOW_REPLIES', undefined, slow), topic: 'shop-reminded', sequence: 1 }]);
  expect((await alerts()).page!.nodes).toMatchObject([{ id, kind: 'SLOW_REPLIES', cause: null, buyers: 3 }]);
  expect(events()).toEqual([['raised', id, 1, 'SLOW_REPLIES']]);
});

it('MET-23 the history comes in pages, those raised last first, and only what is open where that is asked', async () => {
  const ids = Array.from({ length: 5 }, () => newId());
  await take(ids.map((id, index) => raised(id, `QUEUE_WAITING ${index}`, `2026-03-02T02:0${index}:00.000Z`)));
  await take([cleared(ids[4]!, 'QUEUE_WAITING 4', '2026-03-02T02:09:00.000Z')]);
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { page } = await alerts({ first: 2, after });
    seen.push(...page!.nodes.map(({ id }) => id));
    [after, more] = [page!.pageInfo.endCursor, page!.pageInfo.hasNextPage];
  }
  expect(seen).toEqual([...ids].reverse());
  expect((await alerts({ onlyOpen: true })).page!.nodes.length).toBe(4);
  expect((await alerts({ first: 101 })).refusals).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'first' }]);
  expect((await alerts({ after: 'x' })).refusals).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'after' }]);
});

it('INV-6 alerts are for managers of their shop', async () => {
  await take([raised(newId(), 'QUEUE_WAITING ALL')]);
  expect((await alerts({}, callerAs('AGENT', shopId, { account: newId() }))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await alerts({}, callerAs('OWNER', newId(), { account: newId() }))).page).toBeUndefined();
});
