import { newId } from '#libs/platform/process/ids';
import { Browser } from '#test/kit/browser';
import { eventually } from '#test/kit/eventually';
import { LiveClient } from '#test/kit/live-client';
import { moveClock } from '#test/kit/move-clock';
import { OidcProvider } from '#test/kit/oidc-provider';
import { stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

const provider = new OidcProvider();
let system: TestSystem;
let shop: StagedShop;
let live: LiveClient | undefined;

beforeAll(async () => {
  await provider.start();
  const login = { issuer: provider.issuer, clientId: 'jiedai-web' };
  const env = { JIEDAI_LOGIN: JSON.stringify(login), JIEDAI_COOKIE_KEYS: 'k'.repeat(32) };
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'], env });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
});

afterAll(async () => {
  live?.close();
  await system?.stop();
  await provider.stop();
});

interface Alert {
  readonly kind: string;
  readonly cause: string | null;
  readonly held: number;
  readonly agents: readonly { readonly id: string }[];
}

interface Seen {
  readonly shop: {
    readonly queue: {
      readonly entries: {
        readonly nodes: readonly {
          readonly session: {
            readonly id: string;
            readonly buyer: { readonly name: string };
            readonly estimatedWaitSeconds: number | null;
          };
          readonly kind: string;
          readonly place: string | null;
          readonly reason: string;
          readonly position: number | null;
        }[];
      };
    };
    readonly agents: readonly { readonly presence: string; readonly isStale: boolean; readonly lastHeartbeatAt: string | null }[];
    readonly routingAlerts: readonly Alert[];
  };
}

const board = `query ($id: ID!) { shop(id: $id) { agents { presence isStale lastHeartbeatAt } routingAlerts { kind cause held agents { id } }
  queue { entries { nodes { session { id buyer { name } estimatedWaitSeconds } kind place reason position } } } } }`;
/** The same as the owner's board was told it last. */
const liveBoard = `subscription ($id: ID!) { boardChanged(shopId: $id) { shop { routingAlerts { kind held } queue { entries { nodes { session { id } kind reason } } } } } }`;
const told = (): unknown => (live?.payloads.at(-1)?.data?.['boardChanged'] as { shop?: unknown } | undefined)?.shop;

const look = async (): Promise<Seen['shop']> => (await shop.ask<Seen>('owner', board, { id: shop.id })).shop;

/* One story, told in order. */
describe('RTE-29, RTE-58, RTE-60, RTE-63 who waits, and what is amiss', () => {
  let served: StagedSession;
  /** What is said besides while annie is at her limit (STF-16). */
  const saturated = (held: number) => ({ kind: 'ALL_SATURATED', held });

  it('RTE-58, RTE-59 logging out in the browser, with its heartbeats over, leaves presence as it is: the buyer comes', async () => {
    const identity = { issuer: provider.issuer, subject: provider.subject };
    const bind = 'mutation ($input: BindAccountInput!) { bindAccount(input: $input) { account { id } } }';
    const input = { shopId: shop.id, accountId: shop.idOf('annie'), identity, commandId: newId() };
    expect((await system.graphql(shop.tokenOf('owner'), bind, { input })).errors).toEqual([]);
    const browser = new Browser(system.process('gateway').url);
    await eventually(async () => {
      const begun = await browser.get('/auth/login?returnTo=/desk');
      const atIssuer = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
      const back = await browser.get(atIssuer.headers.get('location') ?? '', { 'sec-fetch-site': 'cross-site' });
      expect(back.headers.get('location')).toBe('/desk');
    });
    const online = `mutation { done: setPresence(input: { shopId: "${shop.id}", presence: ONLINE }) { agent { presence } } }`;
    const beat = `mutation { done: heartbeat(input: { shopId: "${shop.id}", device: "DESKTOP" }) { agent { presence } } }`;
    for (const act of [online, beat])
      await eventually(async () =>
        expect(await browser.ask(act)).toMatchObject({ status: 200, body: { data: { done: { agent: { presence: 'ONLINE' } } } } }),
      );
    expect((await browser.post('/auth/logout', {})).status).toBe(200);
    expect((await browser.ask('{ viewer { kind } }')).status).toBe(401);
    expect((await look()).agents).toMatchObject([{ presence: 'ONLINE', isStale: false, lastHeartbeatAt: expect.any(String) as unknown }]);
    served = await shop.writes('b1');
    expect(served).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
  });

  it('RTE-27, RTE-63 who waits is listed with buyer, reason and position; a full queue leaves the next as a message', async () => {
    live = new LiveClient({
      url: () => `${system.process('gateway').url}/graphql/stream`,
      token: shop.tokenOf('owner'),
      query: liveBoard,
      variables: { id: shop.id },
    });
    await shop.tell('owner', 'saveRoutingSettings', { queueLimit: 1 });
    const second = await shop.writes('b2');
    const third = await shop.writes('b3');
    expect(third).toMatchObject({ state: 'LEFT_MESSAGE', routing: { outcome: 'LEFT_MESSAGE', cause: 'QUEUE_FULL' } });
    expect((await look()).queue.entries.nodes).toEqual([
      {
        session: { id: second.id, buyer: { name: 'b2' }, estimatedWaitSeconds: null },
        kind: 'QUEUED',
        place: null,
        reason: 'ALL_AT_CAPACITY',
        position: 1,
      },
      {
        session: { id: third.id, buyer: { name: 'b3' }, estimatedWaitSeconds: null },
        kind: 'LEFT_MESSAGE',
        place: 'MESSAGE_POOL',
        reason: 'QUEUE_FULL',
        position: null,
      },
    ]);
    expect((await look()).routingAlerts).toMatchObject([{ kind: 'QUEUE_WAITING', cause: 'ALL_AT_CAPACITY', held: 0 }, saturated(0)]);
    const nodes = [
      { session: { id: second.id }, kind: 'QUEUED', reason: 'ALL_AT_CAPACITY' },
      { session: { id: third.id }, kind: 'LEFT_MESSAGE', reason: 'QUEUE_FULL' },
    ];
    await eventually(() =>
      expect(told()).toEqual({ routingAlerts: [{ kind: 'QUEUE_WAITING', held: 0 }, saturated(0)], queue: { entries: { nodes } } }),
    );
  });

  it('SES-11 an ended session whose slot is held is named as what blocks', async () => {
    await shop.tell('annie', 'sendAgentMessage', { sessionId: served.id, text: 'Blue it is.' });
    await shop.tell('annie', 'endSession', { sessionId: served.id, confirm: true });
    await eventually(async () =>
      expect((await look()).routingAlerts).toMatchObject([
        { kind: 'QUEUE_WAITING', held: 1 },
        { kind: 'HELD_SLOTS_BLOCK', held: 1, agents: [{ id: shop.idOf('annie') }] },
        saturated(1),
      ]),
    );
    await eventually(() =>
      expect(told()).toMatchObject({
        routingAlerts: [{ kind: 'QUEUE_WAITING', held: 1 }, { kind: 'HELD_SLOTS_BLOCK', held: 1 }, saturated(1)],
      }),
    );
  });

  it('RTE-28 … and with more capacity both are served, the message too', async () => {
    await shop.tell('annie', 'setCapacity', { maxCapacity: 3 });
    const done = { queue: { entries: { nodes: [] } }, routingAlerts: [saturated(1)] };
    await eventually(async () => expect(await look()).toMatchObject(done));
    await eventually(() => expect(told()).toEqual(done));
  });

  it('RTE-34 who has queued for as long as the shop wants is a left message then, which an agent who has room gets', async () => {
    await shop.tell('owner', 'saveRoutingSettings', { longestWaitMinutes: 2, waitFallback: 'SERVICE_ASSISTANT' });
    const { id, state } = await shop.writes('b4');
    expect(state).toBe('QUEUED');
    await moveClock(system, new Date(Date.now() + 150_000).toISOString());
    await eventually(async () =>
      expect(await shop.session(id)).toMatchObject({ state: 'LEFT_MESSAGE', routing: { cause: 'WAITED_TOO_LONG' } }),
    );
    const nodes = [{ session: { id }, kind: 'LEFT_MESSAGE', reason: 'WAITED_TOO_LONG' }];
    await eventually(() => expect(told()).toEqual({ routingAlerts: [saturated(1)], queue: { entries: { nodes } } }));
    expect((await look()).queue.entries.nodes).toMatchObject([{ place: 'SERVICE_ASSISTANT', position: null }]);
    await shop.tell('annie', 'setCapacity', { maxCapacity: 4 });
    await eventually(async () => expect(await shop.session(id)).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('annie') } }));
  });
});
