import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { eventually } from '#test/kit/eventually';
import { LiveClient } from '#test/kit/live-client';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

/* From a queue to the receiver's door, through real processes: two of routing, two of metrics, of which one is killed. */

jest.setTimeout(120_000);

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly clearedAt: string | null;
  readonly message: string;
}

let system: TestSystem;
let shop: StagedShop;
let server: Server;
let live: LiveClient | undefined;
const heard: Heard[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  system = await startSystem({ env: { JIEDAI_WEBHOOKS_TO_PRIVATE: 'true' } });
  await Promise.all([system.addCopy('routing'), system.addCopy('metrics')]);
  shop = await stageShop(system, { name: 'Lamps' });
});

afterAll(async () => {
  live?.close();
  await system?.stop();
  server.closeAllConnections();
  server.close();
});

const soon = { timeoutMs: 20_000 };

const alerts = async (): Promise<Told[]> => {
  const query =
    'query ($id: ID!) { shop(id: $id) { alerts(first: 50) { nodes { id kind clearedAt message(language: EN) agents { id } } } } }';
  return (await shop.ask<{ shop: { alerts: { nodes: Told[] } } }>('owner', query, { id: shop.id })).shop.alerts.nodes;
};
const ofKind = async (kind: string): Promise<Told[]> => (await alerts()).filter((alert) => alert.kind === kind);

it('STF-14, STF-16, MET-23, RTE-29 what is amiss reaches the board, the history and a webhook, each once, though a process is killed', async () => {
  const { secret } = await shop.tell<{ secret: string }>('owner', 'saveWebhook', {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
  });
  live = new LiveClient({
    url: () => `${system.process('gateway').url}/graphql/stream`,
    token: shop.tokenOf('owner'),
    query: 'subscription($shop: ID!) { boardChanged(shopId: $shop) { changed { kind id } } }',
    variables: { shop: shop.id },
  });
  await shop.tell('owner', 'updateShopPolicy', { policy: { agentEndHoldMinutes: 0 } });
  await shop.hire('annie', ['AGENT']);
  await eventually(async () => expect(await ofKind('NOBODY_ONLINE')).toMatchObject([{ clearedAt: null }]), soon);
  await shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  await eventually(async () => expect(await ofKind('NOBODY_ONLINE')).toMatchObject([{ clearedAt: expect.any(String) as string }]), soon);
  const first = await shop.writes('b1');
  await eventually(async () => expect(await ofKind('ALL_SATURATED')).toHaveLength(1), soon);
  system.process('metrics').kill();
  const second = await shop.writes('b2');
  await eventually(async () => expect(await ofKind('QUEUE_WAITING')).toHaveLength(1), soon);
  for (const { id } of [first, second]) {
    await eventually(async () => expect((await shop.session(id)).state).toBe('ACTIVE'), soon);
    await shop.tell('annie', 'sendAgentMessage', { sessionId: id, text: 'hello' });
    await shop.tell('annie', 'endSession', { sessionId: id, confirm: true });
  }
  await eventually(async () => expect((await alerts()).filter(({ clearedAt }) => clearedAt === null)).toEqual([]), soon);
  const told = await alerts();
  await eventually(() => expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(told.length * 2), soon);
  const seen = heard.map(({ body, headers }) => new Webhook(secret).verify(body, headers as Record<string, string>)) as {
    type: string;
    data: { alertId: string };
  }[];
  const names = [...new Set(seen.map(({ type, data }) => `${type} ${data.alertId}`))].sort();
  expect(names).toEqual(told.flatMap(({ id }) => [`alert.cleared ${id}`, `alert.raised ${id}`]).sort());
  const changed = live.payloads.flatMap(({ data }) => (data?.['boardChanged'] as { changed: { kind: string; id: string }[] }).changed);
  for (const { id } of told) expect(changed).toContainEqual({ kind: 'ALERT', id });
});
