import { readTopic } from '#test/integration/read-topic';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
});

afterAll(() => system?.stop());

interface Shown {
  readonly session: {
    readonly orderStatus: string | null;
    readonly buyer: { readonly orders: { readonly nodes: readonly { readonly channelOrderId: string; readonly status: string }[] } };
  };
}

const { channel, externalId } = buyerOf('b1');
const hourAgo = new Date(Date.now() - 3_600_000).toISOString();

/* One story, told in order. */
describe('RTE-19 a buyer with an unpaid order', () => {
  let sessionId: string;

  it('comes for it', async () => {
    const order = { buyer: { channel, externalId }, orderId: 'A-1', channelStatus: '已拍未付款', statusAt: hourAgo, createdAt: hourAgo };
    expect(await shop.tell('connector', 'recordOrder', order)).toMatchObject({ order: { status: 'UNPAID' } });
    sessionId = (await shop.writes('b1')).id;
    const query = 'query($id: ID!) { session(id: $id) { orderStatus buyer { orders { nodes { channelOrderId status } } } } }';
    expect((await shop.ask<Shown>('owner', query, { id: sessionId })).session).toEqual({
      orderStatus: 'UNPAID',
      buyer: { orders: { nodes: [{ channelOrderId: 'A-1', status: 'UNPAID' }] } },
    });
  });

  it('and routing is told so with the opening', async () => {
    const isOpening = ({ value }: { readonly value: unknown }): boolean => (value as { sessionId?: string }).sessionId === sessionId;
    const { type, key, value } = await readTopic(system.broker.brokers, 'session-started', isOpening);
    expect({ type, key, value }).toMatchObject({ type: 'session-started.started', key: shop.id, value: { orderStatus: 'UNPAID' } });
    expect(value).not.toHaveProperty('purchases');
  });

  it('RES-1 a word that nobody knows is refused with those that are known', async () => {
    const order = { buyer: { channel, externalId }, orderId: 'A-2', channelStatus: '等待', statusAt: hourAgo, createdAt: hourAgo };
    const { extensions } = await shop.refusal('connector', 'recordOrder', order);
    expect(extensions).toMatchObject({ code: 'UNKNOWN_ORDER_STATUS', field: 'channelStatus' });
    expect(String(extensions?.['expected'])).toContain('已发货');
  });
});
