import type { OutboxRow } from '#libs/messaging/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import type { Deps } from '#libs/service/run-service';
import { lookAtRates } from '#services/metrics/alerts/app/look-at-rates';
import { createConsumes } from '#services/metrics/consumers';
import { features } from '#services/metrics/features';
import { settleShop } from '#services/metrics/figures/app/settle';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';
import { shopSnapshot } from './shop-snapshot';

const log = createLog({ service: 'test', level: 'silent' });
const published: OutboxRow[] = [];
let now = new Date('2026-03-04T04:00:00Z');
const clock = { now: () => now };
let deps: Deps;
let db: Database;
let workerDb: Database;
let ask: Ask;
let shopId: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-rates-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 2, log, name: 'metrics-rates-test-worker' });
  const outbox = createOutbox({ appending: () => undefined, committed: (rows) => void published.push(...rows) });
  deps = { db, readDb: db, workerDb, outbox, clock, newId, log };
  const { resolvers, extra } = features(deps);
  ask = askSubgraph('metrics', resolvers, extra);
});
afterAll(() => Promise.all([db.close(), workerDb.close()]));

beforeEach(async () => {
  shopId = newId();
  now = new Date('2026-03-04T04:00:00Z');
  const { value } = shopSnapshot(shopId, 1, 'Asia/Shanghai');
  const snapshot = { ...value, occurredAt: '2026-03-01T00:00:00Z' };
  await take([receivedEvent({ topic: 'shop-changed', type: 'snapshot', shopId, subject: shopId, sequence: 1, value: snapshot })]);
});

type Events = Parameters<ReturnType<typeof createConsumes>['take']>[1];
const take = (events: Events): Promise<void> => db.transaction([shopId], (tx) => createConsumes(clock).take(tx, events));

/** Monday at 10:00 each: so many answered in time, and so many not. */
const plan = (answered: number, missed: number): PlannedSession[] =>
  Array.from({ length: answered + missed }, (_, index): PlannedSession => ({
    ...{ day: 0, minute: 600, buyer: index + 1, channel: 'WEB', status: 'UNPAID', entry: null, agent: 'A', wait: null },
    replyMinutes: index < answered ? 5 : null,
  }));

const told = (): string[] =>
  published
    .filter((row) => row.shopId === shopId && row.stream === 'alert-raised')
    .map(({ type, value }) => `${type === 'raised' ? '+' : '-'} ${(JSON.parse(value) as { grade: string }).grade}`);

const look = async (minutes: number): Promise<string[]> => {
  now = new Date(now.getTime() + minutes * 60_000);
  await settleShop(db, shopId, now);
  await Promise.all([lookAtRates(deps), lookAtRates(deps)]);
  return told();
};

const settings = (input: object) =>
  ask(
    callerAs('ADMIN', shopId, { account: newId() }),
    'mutation ($input: SaveMetricSettingsInput!) { saveMetricSettings(input: $input) { settings { version } } }',
    { input: { shopId, ...input } },
  );

const watched = () => db.transaction([shopId], (tx) => tx.query({ name: 'test-watched', text: 'SELECT look_at FROM watched_rates' }));

it('MET-13, RES-79 a rate below the target is told, then below the floor, each once by two processes, and both are over at the target', async () => {
  await take(tellStory(shopId, plan(88, 12), { A: newId() }));
  expect(await look(0)).toEqual(['+ WARNING']);
  expect(await look(2)).toEqual(['+ WARNING']);
  await settings({ floorPercent: 89 });
  expect(await look(2)).toEqual(['+ WARNING', '+ BREACH']);
  await settings({ targetPercent: 88, floorPercent: 80 });
  expect(await look(2)).toEqual(['+ WARNING', '+ BREACH', '- WARNING', '- BREACH']);
  const raised = published.filter((row) => row.shopId === shopId && row.stream === 'alert-raised' && row.type === 'raised');
  expect(JSON.parse(raised[0]!.value)).toMatchObject({
    ...{ kind: 'RATE_LOW', key: 'RATE_LOW RESPONSE_RATE WARNING', metric: 'RESPONSE_RATE', numerator: 88, denominator: 100 },
    message: { EN: 'The 24-hour response rate of the last 7 days is 88.0 % (88 of 100), below the target of 90 %.' },
  });
});

it('MET-9 what is undecided lowers nothing: the alert comes when it is decided, and goes when its dates are over', async () => {
  now = new Date('2026-03-03T01:00:00Z');
  await take(tellStory(shopId, plan(1, 1), { A: newId() }));
  expect([await look(0), await watched()]).toEqual([[], []]);
  now = new Date('2026-03-03T04:00:00Z');
  expect(await look(0)).toEqual(['+ BREACH']);
  now = new Date('2026-03-08T15:59:00Z');
  expect(await look(0)).toEqual(['+ BREACH']);
  expect(await look(2)).toEqual(['+ BREACH', '- BREACH']);
  expect(await watched()).toEqual([]);
});

it('MET-1 a shop in which everybody was answered is looked at by nobody', async () => {
  await take(tellStory(shopId, plan(20, 0), { A: newId() }));
  expect([await look(0), await watched()]).toEqual([[], []]);
});
