import { readTopic } from '#test/integration/read-topic';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps', policy: { routingMode: 'GROUP' } });
});

afterAll(() => system?.stop());

interface Shown {
  readonly session: {
    readonly orderStatus: string | null;
    readonly buyer: { readonly orders: { readonly nodes: readonly { readonly channelOrderId: string; readonly status: string }[] } };
  };
}

const keyOf = (name: string) => {
  const { channel, externalId } = buyerOf(name);
  return { channel, externalId };
};
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const order = (buyer: string, orderId: string, channelStatus: string) => ({
  buyer: keyOf(buyer),
  orderId,
  channelStatus,
  statusAt: ago(1),
  createdAt: ago(1),
});

/** The first event of a topic that says this. */
const told = (topic: string, said: Readonly<Record<string, unknown>>) =>
  readTopic(system.broker.brokers, topic, ({ value }) =>
    Object.entries(said).every(([field, expected]) => (value as Readonly<Record<string, unknown>>)[field] === expected),
  );

/* One story, told in order. */
describe('RTE-19 a buyer with an unpaid order', () => {
  let sessionId: string;

  it('comes for it', async () => {
    expect(await shop.tell('connector', 'recordOrder', order('b1', 'A-1', '已拍未付款'))).toMatchObject({ order: { status: 'UNPAID' } });
    sessionId = (await shop.writes('b1')).id;
    const query = 'query($id: ID!) { session(id: $id) { orderStatus buyer { orders { nodes { channelOrderId status } } } } }';
    expect((await shop.ask<Shown>('owner', query, { id: sessionId })).session).toEqual({
      orderStatus: 'UNPAID',
      buyer: { orders: { nodes: [{ channelOrderId: 'A-1', status: 'UNPAID' }] } },
    });
  });

  it('and routing is told so with the opening', async () => {
    const { type, key, value } = await told('session-started', { sessionId });
    expect({ type, key, value }).toMatchObject({ type: 'session-started.started', key: shop.id, value: { orderStatus: 'UNPAID' } });
    expect(value).not.toHaveProperty('purchases');
  });

  it('and partners of the order itself', async () => {
    const { type, key, value } = await told('order-changed', { channelOrderId: 'A-1' });
    expect({ type, key, value }).toMatchObject({ type: 'order-changed.snapshot', key: shop.id, value: { status: 'UNPAID', paidAt: null } });
  });

  it('RES-1 a word that nobody knows is refused with those that are known', async () => {
    const { extensions } = await shop.refusal('connector', 'recordOrder', order('b1', 'A-2', '等待'));
    expect(extensions).toMatchObject({ code: 'UNKNOWN_ORDER_STATUS', field: 'channelStatus' });
    expect(String(extensions?.['expected'])).toContain('已发货');
  });
});

describe('routing decides by what is known of a buyer', () => {
  beforeAll(async () => {
    for (const person of ['annie', 'bert', 'carl']) {
      await shop.hire(person, ['AGENT']);
      await shop.tell(person, 'setPresence', { presence: 'ONLINE' });
    }
    const group = (name: string, member: string, more: object) =>
      shop.tell('owner', 'saveAgentGroup', { name, memberIds: [shop.idOf(member)], ...more });
    await group('Pre-sale', 'annie', { statuses: ['UNPAID'] });
    await group('After-sales', 'bert', { statuses: ['AFTER_SALES'] });
    await group('VIP', 'carl', { crowdIds: ['vip'] });
  });

  const comesTo = async (buyer: string): Promise<{ agent: string | undefined; cause: string | undefined }> => {
    const { routing } = await shop.writes(buyer);
    return { agent: routing?.agent?.id, cause: routing?.cause };
  };

  it('RTE-7 the status of the order chooses the group', async () => {
    await shop.tell('connector', 'recordOrder', order('payer', '1', '已拍未付款'));
    await shop.tell('connector', 'recordOrder', order('returner', '1', '异常'));
    expect((await comesTo('payer')).agent).toBe(shop.idOf('annie'));
    expect((await comesTo('returner')).agent).toBe(shop.idOf('bert'));
  });

  it('RTE-55 a crowd chooses the group that is there for it, from the day after joining (RTE-45)', async () => {
    await shop.tell('owner', 'saveCrowd', { crowdId: 'vip', kind: 'MEMBER', name: 'VIP' });
    const members = [
      { buyer: keyOf('member'), joinedAt: ago(48) },
      { buyer: keyOf('former'), joinedAt: ago(72), leftAt: ago(1) },
    ];
    expect(await shop.tell('connector', 'recordCrowdMembership', { crowdId: 'vip', members })).toEqual({ changed: 2 });
    expect((await comesTo('member')).agent).toBe(shop.idOf('carl'));
    await shop.tell('connector', 'recordOrder', order('former', '1', '已拍未付款'));
    expect((await comesTo('former')).agent).toBe(shop.idOf('annie'));
  });

  it('RTE-52 a buyer’s own agent comes before the group', async () => {
    await shop.tell('connector', 'recordOrder', order('loyal', '1', '已拍未付款'));
    const { buyer } = await shop.tell<{ buyer: object }>('owner', 'setExclusiveAgent', {
      buyer: keyOf('loyal'),
      agentId: shop.idOf('carl'),
    });
    expect(buyer).toEqual({ exclusiveAgent: { id: shop.idOf('carl') } });
    expect(await comesTo('loyal')).toEqual({ agent: shop.idOf('carl'), cause: 'EXCLUSIVE' });
  });

  it('RES-69 a blocked buyer is served, and told as blocked', async () => {
    await shop.tell('annie', 'blockBuyer', { buyer: keyOf('rude'), reason: '辱骂' });
    const { id: sessionId } = await shop.writes('rude');
    expect((await told('session-started', { sessionId })).value).toMatchObject({ buyerBlocked: true });
  });
});
