import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processNames, type ProcessName } from '#infra/launcher/system-environment';
import { newId } from '#libs/platform/process/ids';
import { repoRoot } from '#libs/platform/process/repo-root';
import { eventually } from '#test/kit/eventually';
import { LiveClient } from '#test/kit/live-client';
import { startSpanReceiver, type ReceivedSpan, type SpanReceiver } from '#test/kit/span-receiver';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/** What may stand nowhere but in the database and in answers. */
const planted = { name: '王小明的快递', text: 'where is my parcel, I live at Canary Lane 4711' };

let receiver: SpanReceiver;
let system: TestSystem;
let shop: StagedShop;
let requestId: string;

const sendBuyerMessage = `mutation($input: SendBuyerMessageInput!) {
  sendBuyerMessage(input: $input) { session { id routing(waitMs: 2000) { outcome } } }
}`;

async function send(buyer: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const input = { shopId: shop.id, commandId: newId(), buyer: { ...buyerOf(buyer), name: planted.name }, text: planted.text };
  return fetch(`${system.process('gateway').url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.tokenOf('connector')}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: sendBuyerMessage, variables: { input } }),
  });
}

const metricsText = async (name: ProcessName): Promise<string> => (await fetch(`${system.process(name).url}/metrics`)).text();

/** The sum of an instrument's samples with these labels. */
async function reading(name: ProcessName, instrument: string, ...labels: readonly string[]): Promise<number | undefined> {
  const samples = (await metricsText(name))
    .split('\n')
    .filter((line) => line.startsWith(`${instrument}{`) && [`service="${name}"`, ...labels].every((label) => line.includes(label)));
  return samples.length === 0 ? undefined : samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

beforeAll(async () => {
  receiver = await startSpanReceiver();
  system = await startSystem({
    env: { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '100' },
  });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  const first = await send('one');
  requestId = first.headers.get('x-request-id') ?? '';
  expect(await first.json()).toMatchObject({ data: { sendBuyerMessage: { session: { routing: { outcome: 'ASSIGNED' } } } } });
  const second = await send('two');
  expect(await second.json()).toMatchObject({ data: { sendBuyerMessage: { session: { routing: { outcome: 'QUEUED' } } } } });
});

afterAll(async () => {
  await system?.stop();
  await receiver?.stop();
});

describe('a trace', () => {
  const found = (service: string, name: string): ReceivedSpan => {
    const span = receiver.spans.find((each) => each.traceId === requestId && each.service === service && each.name === name);
    if (!span) throw new Error(`No span "${name}" of ${service}`);
    return span;
  };

  /** A span, then what it is a part of, up to the beginning. */
  const upwards = (span: ReceivedSpan | undefined): string[] =>
    span ? [`${span.service}: ${span.name}`, ...upwards(receiver.spans.find(({ spanId }) => spanId === span.parentSpanId))] : [];

  it("holds all that follows from a buyer's message, from the gateway to the last reader of its events", async () => {
    const sending = ['session: answer', 'gateway: ask session', 'gateway: request'];
    const opened = (by: string) => [`${by}: apply session-started`, 'session: publish session-started', ...sending];
    await eventually(() => {
      for (const by of ['routing', 'metrics']) expect(upwards(found(by, 'apply session-started'))).toEqual(opened(by));
      for (const by of ['session', 'metrics'])
        expect(upwards(found(by, 'apply session-routed'))).toEqual([
          ...[`${by}: apply session-routed`, 'routing: publish session-routed'],
          ...opened('routing'),
        ]);
    });
    expect(found('gateway', 'request').parentSpanId).toBeUndefined();
  });

  it('shows the flight that carried it, with links to whoever else flew', async () => {
    await eventually(() => {
      const flights = receiver.spans.filter(
        ({ name, traceId, links }) =>
          name === 'flight of routing' && (traceId === requestId || links.some((link) => link.traceId === requestId)),
      );
      expect(flights.length).toBeGreaterThan(0);
    });
  });

  it("goes on where a client's own leads, and is left out when the client records none", async () => {
    const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const unrecorded = '1bf7651916cd43dd8448eb211c80319c';
    for (const traceparent of [`00-${unrecorded}-${spanId}-00`, `00-${traceId}-${spanId}-01`]) {
      const response = await send('three', { traceparent });
      expect(response.headers.get('x-request-id')).toBe(traceparent.slice(3, 35));
      await response.text();
    }
    await eventually(() =>
      expect(receiver.spans.find((span) => span.traceId === traceId && span.name === 'request')?.parentSpanId).toBe(spanId),
    );
    expect(receiver.spans.filter((span) => span.traceId === unrecorded)).toEqual([]);
  });
});

it('each time that streams are told of something is a trace of its own, through the services that are asked', async () => {
  const client = new LiveClient({
    url: () => `${system.process('gateway').url}/graphql/stream`,
    token: shop.tokenOf('owner'),
    query: 'subscription($shop: ID!) { boardChanged(shopId: $shop) { shop { queue { length } } } }',
    variables: { shop: shop.id },
  });
  try {
    await eventually(() => {
      const told = receiver.spans.filter(({ service, name }) => service === 'gateway' && name === 'tell streams');
      expect(told.every(({ parentSpanId }) => parentSpanId === undefined)).toBe(true);
      const asked = receiver.spans.filter(
        ({ name, parentSpanId }) => name === 'ask routing' && told.some(({ spanId }) => spanId === parentSpanId),
      );
      expect(asked.length).toBeGreaterThan(0);
    });
  } finally {
    client.close();
  }
});

it('where nobody traces, nothing of it is loaded', () => {
  const script = `require('./dist/gateway/server.js'); require('./dist/libs/service/run-service.js');
    console.log(Object.keys(require.cache).filter((file) => /@opentelemetry.(sdk|exporter|resources)/.test(file)).length)`;
  expect(execFileSync(process.execPath, ['-e', script], { cwd: repoRoot(), encoding: 'utf8' })).toBe('0\n');
});

describe('what /metrics says', () => {
  it.each(processNames)('%s tells of itself and its requests', async (name) => {
    expect(await reading(name, 'nodejs_eventloop_lag_p99_seconds')).toBeDefined();
    expect(await reading(name, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    if (['shop', 'routing', 'session', 'gateway'].includes(name))
      expect(await reading(name, 'jiedai_requests_total', 'outcome="OK"')).toBeGreaterThan(0);
  });

  it('the gateway tells how full it is', async () => {
    expect(await reading('gateway', 'jiedai_slots_taken')).toBe(0);
    expect(await reading('gateway', 'jiedai_turns_waiting', 'for="reading"')).toBe(0);
    expect(await reading('gateway', 'jiedai_streams')).toBe(0);
    const refused = await fetch(`${system.process('gateway').url}/graphql`, { method: 'POST', body: '{}' });
    await refused.text();
    await eventually(async () => expect(await reading('gateway', 'jiedai_requests_total', 'outcome="UNAUTHENTICATED"')).toBe(1));
  });

  it('a refusal is counted under its code, at the gateway and at the service that gave it', async () => {
    const { extensions } = await shop.refusal('annie', 'endSession', { sessionId: newId() });
    expect(extensions?.code).toBe('SESSION_NOT_FOUND');
    for (const name of ['gateway', 'session'] as const)
      await eventually(async () => expect(await reading(name, 'jiedai_requests_total', 'outcome="SESSION_NOT_FOUND"')).toBe(1));
  });

  it('routing tells who queues', async () => {
    await eventually(async () => expect(await reading('routing', 'jiedai_queue_length')).toBe(2));
    await eventually(async () => expect(await reading('routing', 'jiedai_queue_longest_wait_seconds')).toBeGreaterThan(0));
  });

  it('readers are as far as the owner has written, and nothing is left over', async () => {
    const written = await eventually(async () => {
      const now = await reading('session', 'jiedai_outbox_position', 'topic="session-started"');
      expect(now).toBe(3);
      return now;
    });
    for (const reader of ['routing', 'metrics'] as const)
      await eventually(async () => expect(await reading(reader, 'jiedai_inbox_position', 'topic="session-started"')).toBe(written));
    for (const name of ['session', 'routing'] as const) {
      await eventually(async () => expect(await reading(name, 'jiedai_relay_backlog')).toBe(0));
      await eventually(async () => expect(await reading(name, 'jiedai_relay_oldest_seconds')).toBe(0));
      expect(await reading(name, 'jiedai_parked_events')).toBe(0);
      expect(await reading(name, 'jiedai_inbox_gaps')).toBe(0);
      expect(await reading(name, 'jiedai_events_total', 'outcome="done"')).toBeGreaterThan(0);
    }
  });

  it('flights and pools are measured', async () => {
    expect(await reading('session', 'jiedai_flights_total', 'flights="commands"', 'outcome="landed"')).toBeGreaterThanOrEqual(3);
    expect(await reading('session', 'jiedai_flight_size_sum', 'flights="commands"')).toBeGreaterThanOrEqual(4);
    expect(await reading('session', 'jiedai_database_connections', 'pool="jiedai-session"')).toBeGreaterThan(0);
    expect(await reading('session', 'jiedai_database_waiting', 'pool="jiedai-session"')).toBe(0);
  });
});

it('INV-6 no log, trace or measure holds what a buyer wrote, a name, a token, or which shop it was measured for', async () => {
  await eventually(() => expect(receiver.spans.length).toBeGreaterThan(20));
  const measures = (await Promise.all(processNames.map(metricsText))).join('\n');
  const logs = processNames.map((name) => readFileSync(system.process(name).logFile, 'utf8')).join('\n');
  for (const text of [measures, logs, receiver.text()])
    for (const secret of [planted.name, planted.text, 'Canary', shop.tokenOf('connector')]) expect(text).not.toContain(secret);
  expect(measures).not.toContain(shop.id);
});
