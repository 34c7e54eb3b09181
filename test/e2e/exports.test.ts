import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { parse } from 'csv-parse/sync';
import pino from 'pino';
import { createDatabase } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { eventually } from '#test/kit/eventually';
import { inspectable, inspectedHeap } from '#test/kit/inspected-heap';
import { seedFigures } from '#test/kit/seed-figures';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(180_000);

/* Figures leave as files through the gateway. */
let system: TestSystem;
let [shop, other]: StagedShop[] = [];
const sessions = 60_000;
const seeded = { from: '2025-01-01', to: '2025-01-30' };

beforeAll(async () => {
  system = await startSystem({ env: inspectable });
  [shop, other] = await Promise.all([stageShop(system, { name: 'Lamps' }), stageShop(system, { name: 'Others' })]);
  await shop.hire('annie', ['AGENT']);
  const db = createDatabase({ url: system.databases.metrics.app, max: 2, log: pino({ level: 'silent' }), name: 'exports-test' });
  await seedFigures(db, { shopId: shop.id, sessions, from: seeded.from, dates: 30 });
  await db.close();
});
afterAll(() => system?.stop());

const post = (path: string, body: unknown, token?: string): Promise<Response> =>
  fetch(`${system.process('gateway').url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  });

const report = (more: object = {}) => ({ ...seeded, metrics: ['SESSIONS', 'RESPONSE_RATE'], rows: 'DATE', ...more });
const drilled = (more: object = {}) => ({ ...seeded, metric: 'RESPONSE_RATE', ...more });
const asOwner = (path: string, body: object) => post(path, { shopId: shop!.id, ...body }, shop!.tokenOf('owner'));

interface Figures {
  readonly metric: string;
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly pending: number;
}

test('MET-12 a report comes as CSV with the numbers that the graph tells, each beside the dates before', async () => {
  const input = report({ compare: true, from: '2025-01-16' });
  const query = `query($shop: ID!, $input: ReportInput!) { shop(id: $shop) { report(input: $input) {
    rows { key figures { ...all } before { ...all } } total { ...all } before { ...all } } } } fragment all on Figure { metric value numerator denominator pending }`;
  const { shop: told } = await shop!.ask<{
    shop: { report: { rows: { key: string; figures: Figures[]; before: Figures[] }[]; total: Figures[]; before: Figures[] } };
  }>('owner', query, { input });
  const answer = await asOwner('/exports/report', { input });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="report-2025-01-16-2025-01-30.csv"');
  const text = await answer.text();
  expect(text.startsWith('kind,row,metric,value')).toBe(true);
  expect(text).toMatch(/\r\n$/);
  const records = parse(text, { columns: true });
  const shown = (kind: string, row: string, figures: readonly Figures[], before: readonly Figures[]) =>
    figures.map((figure, at) => ({
      ...{ kind, row, metric: figure.metric, value: text_(figure.value), numerator: text_(figure.numerator) },
      ...{ denominator: text_(figure.denominator), pending: text_(figure.pending), grade: expect.any(String) as unknown },
      ...{ beforeValue: text_(before[at]!.value), beforeNumerator: text_(before[at]!.numerator) },
      ...{ beforeDenominator: text_(before[at]!.denominator), beforePending: text_(before[at]!.pending) },
    }));
  const { rows, total, before } = told.report;
  expect(rows).toHaveLength(15);
  expect(records).toEqual([...rows.flatMap((row) => shown('ROW', row.key, row.figures, row.before)), ...shown('TOTAL', '', total, before)]);
});

const text_ = (value: number | null): string => (value === null ? '' : String(value));

test('a report comes as JSON lines too, and with a BOM for Excel', async () => {
  const lines = (await (await asOwner('/exports/report', { input: report(), format: 'JSON_LINES' })).text()).trim().split('\n');
  expect(lines).toHaveLength(62);
  expect(JSON.parse(lines[0]!)).toEqual({
    ...{ kind: 'ROW', row: '2025-01-01', metric: 'SESSIONS', value: 2_000, numerator: 2_000, denominator: 1, pending: 0, grade: null },
  });
  const bytes = Buffer.from(await (await asOwner('/exports/report', { input: report(), bom: true })).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test('MET-1 all sessions behind a number come, each once, and add up to it', async () => {
  const answer = await asOwner('/exports/sessions', { input: drilled() });
  const records: Record<string, string>[] = parse(await answer.text(), { columns: true });
  expect(new Set(records.map(({ sessionId }) => sessionId)).size).toBe(sessions);
  expect(records.reduce((sum, { numerator }) => sum + Number(numerator), 0)).toBe(sessions);
  expect(records.at(-1)).toMatchObject({
    businessDate: '2025-01-01',
    channel: 'WEB',
    pool: 'ALL',
    creditedAgentId: shop!.id,
    denominator: '1',
  });
  const one = await asOwner('/exports/sessions', { input: drilled({ rows: 'DATE', key: '2025-01-07' }), format: 'JSON_LINES' });
  expect((await one.text()).trim().split('\n')).toHaveLength(2_000);
  const none = await asOwner('/exports/sessions', { input: drilled({ from: '2020-01-01', to: '2020-01-02' }) });
  expect((await none.text()).trim()).toMatch(/^sessionId,[^\n]*pending$/);
});

describe('who may not, or asks wrongly, is told so', () => {
  const refusalOf = async (answer: Promise<Response>): Promise<object> => {
    const got = await answer;
    const body = (await got.json()) as { errors: { extensions: object }[] };
    return { status: got.status, ...body.errors[0]!.extensions };
  };
  test.each(['/exports/report', '/exports/sessions'])(
    'PRM-13 INV-6 %s is for those who may read figures, of their own shop',
    async (path) => {
      const input = path === '/exports/report' ? report() : drilled();
      const at = (shopId: string, token?: string) => refusalOf(post(path, { shopId, input }, token));
      expect(await at(shop!.id)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
      expect(await at(shop!.id, shop!.tokenOf('annie'))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
      expect(await at(shop!.id, shop!.tokenOf('connector'))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
      for (const shopId of [shop!.id, newId()])
        expect(await at(shopId, other!.tokenOf('owner'))).toMatchObject({ status: 400, code: 'SHOP_NOT_FOUND', field: 'shopId' });
    },
  );

  test.each([
    ['/exports/report', { input: report({ to: '2024-01-01' }) }, { code: 'INVALID_RANGE', field: 'input.to' }],
    ['/exports/report', { input: report({ metrics: ['NONE'] }) }, { code: 'BAD_USER_INPUT', field: 'input.metrics.0' }],
    ['/exports/report', { input: report({ metrics: [] }) }, { code: 'BAD_USER_INPUT', field: 'input.metrics' }],
    ['/exports/report', { input: report({ dimension: 'MOON' }) }, { code: 'BAD_USER_INPUT', field: 'input.dimension' }],
    ['/exports/report', { input: report({ colour: 'red' }) }, { code: 'BAD_USER_INPUT', field: 'input' }],
    ['/exports/report', { input: report(), format: 'XLS' }, { code: 'BAD_USER_INPUT', field: 'format' }],
    ['/exports/report', {}, { code: 'BAD_USER_INPUT', field: 'input' }],
    ['/exports/sessions', { input: drilled({ part: 'PENDING', metric: 'SESSIONS' }) }, { code: 'BAD_USER_INPUT', field: 'input.part' }],
    ['/exports/sessions', { input: drilled({ rows: 'HALF_HOUR', key: '48' }) }, { code: 'BAD_USER_INPUT', field: 'input.key' }],
  ])('%s %j', async (path, body, refusal) => {
    expect(await refusalOf(asOwner(path, body))).toMatchObject({ status: 400, ...refusal, expected: expect.any(String) as unknown });
  });

  test('what is no JSON, no POST or no such path', async () => {
    expect(await refusalOf(post('/exports/report', '{', shop!.tokenOf('owner')))).toMatchObject({ status: 400, field: 'body' });
    const get = fetch(`${system.process('gateway').url}/exports/report`);
    expect(await refusalOf(get)).toMatchObject({ status: 405 });
    expect(await refusalOf(post('/exports/other', {}, shop!.tokenOf('owner')))).toMatchObject({ status: 404 });
  });
});

test('an export leaves one line in the audit, a refused one none', async () => {
  const lines = async (): Promise<{ operation: string; onKind: string; onId: string; changes: { field: string; after: string }[] }[]> => {
    const query = `query($shop: ID!) { shop(id: $shop) { audit { metrics(filter: { on: "${shop!.id}" }) { entries { operation onKind onId changes { field after } } } } } }`;
    const found = await shop!.ask<{ shop: { audit: { metrics: { entries: never[] } } } }>('owner', query);
    return found.shop.audit.metrics.entries;
  };
  const before = await lines();
  await (await asOwner('/exports/sessions', { input: drilled({ rows: 'DATE', key: '2025-01-07' }) })).text();
  await (await asOwner('/exports/report', { input: report({ metrics: [] }) })).text();
  const [line, ...earlier] = await lines();
  expect(earlier).toEqual(before.slice(0, earlier.length));
  expect(line).toMatchObject({ operation: 'exportMetricSessions', onKind: 'EXPORT', onId: shop!.id });
  expect(line?.changes).toContainEqual({ field: 'metrics', after: '["RESPONSE_RATE"]' });
});

/** An export whose client takes nothing of it yet. */
async function unread() {
  const asked = request(`${system.process('gateway').url}/exports/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop!.tokenOf('owner')}` },
  });
  asked.end(JSON.stringify({ shopId: shop!.id, input: drilled() }));
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  return response;
}

test('a caller has two at once; one that is left is over at once, and nothing of it is a fault', async () => {
  const open = [await unread(), await unread()];
  expect(open.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  const third = await unread();
  expect(third.statusCode).toBe(503);
  third.resume();
  const log = (name: 'gateway' | 'metrics'): string => readFileSync(system.process(name).logFile, 'utf8');
  const faults = (): string[] =>
    [log('gateway'), log('metrics')].flatMap((text) => text.split('\n').filter((line) => line.includes('"level":50')));
  const before = faults();
  open.forEach((response) => response.destroy());
  await eventually(async () => {
    const again = await unread();
    again.destroy();
    expect(again.statusCode).toBe(200);
  });
  expect(faults()).toEqual(before);
});

test('of what a client does not take nothing is read ahead: the heaps stay as they are, while it takes nothing and while it takes all', async () => {
  const heaps = () => Promise.all((['gateway', 'metrics'] as const).map((name) => inspectedHeap(system.process(name).logFile)));
  await (await asOwner('/exports/sessions', { input: drilled() })).text();
  const before = await heaps();
  const open = await eventually(unread);
  const stalled = await heaps();
  let [bytes, highest] = [0, [0, 0]];
  for await (const part of open) {
    if (bytes % 1_000_000 > (bytes + (part as Buffer).length) % 1_000_000 && bytes < 6_000_000) {
      const now = await heaps();
      highest = highest.map((most, at) => Math.max(most, now[at]!));
    }
    bytes += (part as Buffer).length;
  }
  expect(bytes).toBeGreaterThan(8_000_000);
  for (const [at, heap] of before.entries()) {
    expect(stalled[at]! - heap).toBeLessThan(4_000_000);
    expect(highest[at]! - heap).toBeLessThan(4_000_000);
  }
});
