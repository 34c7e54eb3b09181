import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import type { Deps } from '#libs/service/run-service';
import { createConsumes } from '#services/metrics/consumers';
import { features } from '#services/metrics/features';
import { runDueReports } from '#services/metrics/saved-reports/app/run-due-reports';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';
import { shopSnapshot } from './shop-snapshot';

const log = createLog({ service: 'test', level: 'silent' });
let now: Date;
const clock = { now: () => now };
let deps: Deps;
let db: Database;
let workerDb: Database;
let ask: Ask;
let shopId: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 6, log, name: 'saved-reports-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 2, log, name: 'saved-reports-test-worker' });
  const outbox = createOutbox({ appending: () => undefined, committed: () => undefined });
  deps = { db, readDb: db, workerDb, outbox, clock, newId, log };
  const { resolvers, extra } = features(deps);
  ask = askSubgraph('metrics', resolvers, extra);
});
afterAll(() => Promise.all([db.close(), workerDb.close()]));

/** Monday and Tuesday, 10:00: each answered after 13 hours. */
const sessions = [0, 1].map((day): PlannedSession => ({
  ...{ day, minute: 600, buyer: day + 1, channel: 'WEB', status: 'UNPAID', entry: null, agent: 'A', replyMinutes: 13 * 60, wait: null },
}));

beforeEach(async () => {
  shopId = newId();
  now = new Date('2026-03-04T02:00:00Z');
  const { value } = shopSnapshot(shopId, 1, 'Asia/Shanghai');
  const snapshot = { ...value, occurredAt: '2026-03-01T00:00:00Z' };
  const take = (events: Parameters<ReturnType<typeof createConsumes>['take']>[1]) =>
    db.transaction([shopId], (tx) => createConsumes(clock).take(tx, events));
  await take([receivedEvent({ topic: 'shop-changed', type: 'snapshot', shopId, subject: shopId, sequence: 1, value: snapshot })]);
  await take(tellStory(shopId, sessions, { A: newId() }));
});

const account = newId();
async function act<R>(name: string, input: object, selection: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${selection} } }`;
  const { data, refusals } = await ask(callerAs('ADMIN', shopId, { account }), document, { input: { shopId, ...input } });
  return { done: data['done'] as R, refusal: refusals[0] };
}

interface Shown {
  readonly id: string;
  readonly cron: string | null;
  readonly nextAt: string | null;
  readonly webhookId: string | null;
  readonly runs: readonly { readonly id: string; readonly dueAt: string; readonly from: string; readonly to: string }[];
}

const ofShop = async <R>(selection: string): Promise<R> => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${selection} } } }`;
  const { data, refusals } = await ask(callerAs('ADMIN', shopId, { account }), query, { of: [{ __typename: 'Shop', id: shopId }] });
  expect(refusals).toEqual([]);
  return (data['_entities'] as [R])[0];
};
const reports = async (): Promise<readonly Shown[]> =>
  (await ofShop<{ savedReports: Shown[] }>('savedReports { id name metrics cron nextAt webhookId runs { id dueAt from to error } }'))
    .savedReports;

const question = { metrics: ['SESSIONS', 'RESPONSE_RATE'], rows: 'DATE', days: 2 };
const save = async (more: object = {}): Promise<string> => {
  const { done, refusal } = await act<{ report: { id: string } }>('saveReport', { name: 'Week', question, ...more }, 'report { id }');
  expect(refusal).toBeUndefined();
  return done.report.id;
};
const expectedFile = [
  'kind,row,metric,value,numerator,denominator,pending,grade',
  'ROW,2026-03-02,SESSIONS,1,1,1,0,',
  'ROW,2026-03-02,RESPONSE_RATE,1,1,1,0,OK',
  'ROW,2026-03-03,SESSIONS,1,1,1,0,',
  'ROW,2026-03-03,RESPONSE_RATE,1,1,1,0,OK',
  'TOTAL,,SESSIONS,2,2,1,0,',
  'TOTAL,,RESPONSE_RATE,1,2,2,0,OK',
  '',
].join('\r\n');

it('MET-12 a report is run at its times by the shop’s clocks, once by three processes, over whole dates, and its file is kept', async () => {
  const id = await save({ cron: '0 11 * * *' });
  expect(await reports()).toMatchObject([{ id, nextAt: '2026-03-04T03:00:00.000Z', runs: [] }]);
  now = new Date('2026-03-04T03:00:00Z');
  await Promise.all([runDueReports(deps), runDueReports(deps), runDueReports(deps)]);
  const [report] = (await reports()) as [Shown];
  expect(report).toMatchObject({
    nextAt: '2026-03-05T03:00:00.000Z',
    runs: [{ dueAt: '2026-03-04T03:00:00.000Z', from: '2026-03-02', to: '2026-03-03', error: null }],
  });
  const { reportFile } = await ofShop<{ reportFile: string }>(`reportFile(runId: "${report.runs[0]!.id}")`);
  expect(reportFile).toBe(expectedFile);
  now = new Date('2026-03-20T03:00:00Z');
  await runDueReports(deps);
  expect((await reports())[0]!.runs.map(({ dueAt }) => dueAt)).toEqual(['2026-03-05T03:00:00.000Z', '2026-03-04T03:00:00.000Z']);
  expect((await reports())[0]!.nextAt).toBe('2026-03-21T03:00:00.000Z');
});

it('MET-12 a run is delivered to its webhook with the file, one delivery for each run; by hand too', async () => {
  const hook = await act<{ webhook: { id: string } }>(
    'saveWebhook',
    { url: 'https://example.com/x', kinds: ['RATE_LOW'] },
    'webhook { id }',
  );
  const webhookId = hook.done.webhook.id;
  const id = await save({ webhookId, format: 'JSON_LINES' });
  const once = { reportId: id, commandId: 'c' };
  const first = await act<{ run: { id: string } }>('runReport', once, 'run { id from to }');
  expect(await act('runReport', once, 'run { id from to }')).toEqual(first);
  const { webhooks } = await ofShop<{ webhooks: { deliveries: { nodes: unknown[] } }[] }>(
    'webhooks { deliveries { nodes { type alertId runId status } } }',
  );
  expect(webhooks[0]!.deliveries.nodes).toEqual([{ type: 'REPORT', alertId: null, runId: first.done.run.id, status: 'PENDING' }]);
  const [row] = await db.transaction([shopId], (tx) =>
    tx.query<{ body: string }>({ name: 'test-report-body', text: 'SELECT body FROM webhook_delivery WHERE shop_id = $1' }, [shopId]),
  );
  const { type, data } = JSON.parse(row!.body) as { type: string; data: { file: string; from: string } };
  expect([type, data.from]).toEqual(['report.ready', '2026-03-02']);
  const lines = data.file.trimEnd().split('\n');
  expect(JSON.parse(lines[0]!)).toMatchObject({ kind: 'ROW', row: '2026-03-02', metric: 'SESSIONS', value: 1 });
  await act('removeWebhook', { webhookId }, 'webhookId');
  expect(await reports()).toMatchObject([{ id, webhookId: null }]);
});

it('RES-84 what is absent stays, null means off; a removed report is not run', async () => {
  const id = await save({ cron: '0 11 * * *' });
  await act('saveReport', { reportId: id, name: 'Day' }, 'report { id }');
  expect(await reports()).toMatchObject([{ name: 'Day', cron: '0 11 * * *', metrics: ['SESSIONS', 'RESPONSE_RATE'] }]);
  await act('saveReport', { reportId: id, cron: null }, 'report { id }');
  expect(await reports()).toMatchObject([{ cron: null, nextAt: null }]);
  await act('saveReport', { reportId: id, cron: '0 11 * * *' }, 'report { id }');
  await act('removeReport', { reportId: id }, 'reportId');
  now = new Date('2026-03-05T03:00:00Z');
  await runDueReports(deps);
  expect(await reports()).toEqual([]);
});

it.each<[string, object, string, string]>([
  ['saveReport', { name: 'x', question, cron: '* * * * * *' }, 'BAD_USER_INPUT', 'cron'],
  ['saveReport', { name: 'x', question, cron: '*/10 * * * *' }, 'BAD_USER_INPUT', 'cron'],
  ['saveReport', { name: 'x', question: { ...question, days: 733 } }, 'BAD_USER_INPUT', 'question.days'],
  ['saveReport', { name: 'x', question: { ...question, metrics: [] } }, 'BAD_USER_INPUT', 'question.metrics'],
  ['saveReport', { name: 'x', question: { ...question, rows: 'HALF_HOUR', dimension: 'CHANNEL' } }, 'BAD_USER_INPUT', 'question.rows'],
  ['saveReport', { name: ' ', question }, 'BAD_USER_INPUT', 'name'],
  ['saveReport', { question }, 'BAD_USER_INPUT', 'name'],
  ['saveReport', { name: 'x' }, 'BAD_USER_INPUT', 'question'],
  ['saveReport', { name: 'x', question, webhookId: '01900000-0000-7000-8000-000000000009' }, 'WEBHOOK_NOT_FOUND', 'webhookId'],
  ['saveReport', { reportId: '01900000-0000-7000-8000-000000000009', name: 'x' }, 'SAVED_REPORT_NOT_FOUND', 'reportId'],
])('%s refuses %j with %s at %s', async (name, input, code, field) => {
  expect((await act(name, input, '__typename')).refusal).toEqual({ code, field });
  expect(await reports()).toEqual([]);
});

it('INV-6 a file is answered in its shop alone', async () => {
  const id = await save();
  const { done } = await act<{ run: { id: string } }>('runReport', { reportId: id }, 'run { id }');
  const other = newId();
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { reportFile(runId: "${done.run.id}") } } }`;
  const { data } = await ask(callerAs('OWNER', other, { account }), query, { of: [{ __typename: 'Shop', id: other }] });
  expect(data['_entities']).toEqual([{ reportFile: null }]);
  const { refusals } = await ask(callerAs('AGENT', shopId, { account }), query, { of: [{ __typename: 'Shop', id: shopId }] });
  expect(refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
});
