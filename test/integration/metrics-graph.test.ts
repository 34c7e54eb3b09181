import type { InboxEvent } from '#libs/messaging/index';
import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import { createExtra } from '#services/metrics/request-extra';
import { figureResolvers } from '#services/metrics/figures/resolvers/figure-resolvers';
import { saveShopCopies } from '#services/metrics/copies/store/shop-copies';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { shopSnapshot } from './shop-snapshot';
import { callerAs } from '#test/kit/caller-as';

const log = createLog({ service: 'test', level: 'silent' });
const opened = new Date('2026-03-02T02:00:00Z');
const clock = { now: () => new Date('2026-03-02T04:00:00Z') };

let db: Database;
let ask: Ask;
let transactions = 0;
let shop: string;
let agents: readonly [string, string];

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-graph-test' });
  const counted: Database = {
    ...db,
    transaction: (shops, work) => {
      transactions += 1;
      return db.transaction(shops, work);
    },
  };
  ask = askSubgraph(
    'metrics',
    figureResolvers({ db: counted, readDb: counted, clock }),
    createExtra({ db: counted, readDb: counted, clock }),
  );
});

afterAll(() => db.close());

/** One session answered by the first agent, one by the second that is still unanswered. */
beforeEach(async () => {
  shop = newId();
  agents = [newId(), newId()];
  const events = agents.flatMap((agentId, at) => facts(at, newId(), agentId));
  await db.transaction([shop], async (tx) => {
    saveShopCopies(tx, [shopSnapshot(shop, 1, 'Asia/Shanghai')]);
    await recordFacts(tx, events, clock.now());
  });
  transactions = 0;
});

function facts(at: number, sessionId: string, agentId: string): InboxEvent[] {
  const event = (topic: InboxEvent['topic'], type: string, facts: object): InboxEvent => {
    const value = { shopId: shop, sessionId, occurredAt: opened.toISOString(), ...facts };
    return receivedEvent({ topic, type, shopId: shop, subject: sessionId, sequence: at + 1, value });
  };
  const opening = { initiator: 'BUYER', timeZone: 'Asia/Shanghai', openingMessage: { id: newId(), type: 'TEXT', ordinal: 1 } };
  const reply = { ordinal: 2, sender: 'AGENT', agentId, messageType: 'TEXT', recordedAt: opened.toISOString() };
  return [
    event('session-started', 'started', { ...opening, buyerId: newId(), openedAt: opened.toISOString() }),
    event('session-routed', 'assigned', { agentId, revision: 1, decidedAt: opened.toISOString() }),
    ...(at === 0 ? [event('message-recorded', 'recorded', reply)] : []),
  ];
}

const as = (role: Role, account = newId()): Caller => callerAs(role, shop, { account });

const board = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Shop { metrics(range: TODAY) { responseRate { value numerator denominator pending } volume { sessions buyers } } }
  ... on Agent { metrics(range: TODAY) { responseRate { value numerator denominator pending } } } } }`;

const entity = (type: 'Shop' | 'Agent', id: string): object => ({ __typename: type, id });

it('MET-12 shop and agents of one board are one read', async () => {
  const { data, refusals } = await ask(as('CS_ADMIN'), board, { of: [entity('Shop', shop), ...agents.map((id) => entity('Agent', id))] });
  expect(refusals).toEqual([]);
  expect(data['_entities']).toEqual([
    { metrics: { responseRate: { value: 1, numerator: 1, denominator: 1, pending: 1 }, volume: { sessions: 2, buyers: 2 } } },
    { metrics: { responseRate: { value: 1, numerator: 1, denominator: 1, pending: 0 } } },
    { metrics: { responseRate: { value: null, numerator: 0, denominator: 0, pending: 1 } } },
  ]);
  expect(transactions).toBe(1);
});

describe('PRM-13 an agent sees own figures only', () => {
  it('the own ones', async () => {
    const { data } = await ask(as('AGENT', agents[0]), board, { of: [entity('Agent', agents[0])] });
    expect(data['_entities']).toMatchObject([{ metrics: { responseRate: { numerator: 1 } } }]);
  });

  it.each(['AGENT', 'OPERATIONS'] as const)('not those of the shop or of a colleague (%s)', async (role) => {
    const of = [entity('Shop', shop), entity('Agent', agents[1])];
    const { data, refusals } = await ask(as(role, agents[0]), board, { of });
    expect(data['_entities']).toEqual([{ metrics: null }, { metrics: null }]);
    expect(refusals).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }]);
  });

  it('but all of them with the permission to', async () => {
    const granted = { ...as('OPERATIONS', agents[0]), permissions: ['metrics:read'] };
    const { refusals } = await ask(granted, board, { of: [entity('Shop', shop), entity('Agent', agents[1])] });
    expect(refusals).toEqual([]);
  });

  it('a connector sees none', async () => {
    const { refusals } = await ask({ ...as('CONNECTOR'), account: null }, board, {
      of: [entity('Shop', shop), entity('Agent', agents[0])],
    });
    expect(refusals).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }]);
  });
});

it('INV-6 a foreign shop answers like an unknown one, and its agents have no figures', async () => {
  const stranger = callerAs('OWNER', newId());
  await db.transaction([stranger.shop!], (tx) => Promise.resolve(saveShopCopies(tx, [shopSnapshot(stranger.shop!, 1, 'Asia/Shanghai')])));
  const { data, refusals } = await ask(stranger, board, {
    of: [entity('Shop', shop), entity('Shop', newId()), entity('Agent', agents[0])],
  });
  expect(refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }, { code: 'SHOP_NOT_FOUND' }]);
  expect((data['_entities'] as unknown[])[2]).toMatchObject({ metrics: { responseRate: { numerator: 0, denominator: 0, pending: 0 } } });
});
