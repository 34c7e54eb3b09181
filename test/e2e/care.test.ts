import { readTopic } from '#test/integration/read-topic';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'session', 'care', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
});

afterAll(() => system?.stop());

interface Task {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly order: { readonly channelOrderId: string };
  readonly buyer: { readonly id: string; readonly externalId: string };
  readonly assignee: { readonly name: string } | null;
}

interface Asked {
  readonly outreachId: string;
  readonly buyerId: string;
  readonly kind: string;
  readonly medium: string;
}

const tasks = async (as: string): Promise<readonly Task[]> => {
  const query = `query($id: ID!) { shop(id: $id) { careTasks {
    nodes { id kind state order { channelOrderId } buyer { id externalId } assignee { name } } } } }`;
  return (await shop.ask<{ shop: { careTasks: { nodes: Task[] } } }>(as, query, { id: shop.id })).shop.careTasks.nodes;
};
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const order = (orderId: string, status: string, minutes: number, paid?: string) => ({
  buyer: { channel: 'KUAISHOU', externalId: 'b1' },
  ...{ orderId, status, createdAt: minutesAgo(20), statusAt: minutesAgo(minutes), paidAt: paid },
});

test('CARE-22 an order that stays unpaid becomes a task, which is given to an agent and ticked; one that is paid then cancels its own', async () => {
  await shop.tell('connector', 'recordOrder', order('A-1', 'UNPAID', 20));
  await shop.tell('connector', 'recordOrder', order('A-2', 'UNPAID', 20));
  await shop.tell('connector', 'recordOrder', order('A-3', 'PAID_UNSHIPPED', 19, minutesAgo(19)));
  const [first] = await eventually(async () => {
    const found = await tasks('owner');
    expect(found.map(({ order: { channelOrderId } }) => channelOrderId).sort()).toEqual(['A-1', 'A-2']);
    return found;
  });
  expect(first).toMatchObject({ kind: 'REMIND_UNPAID', state: 'DUE', buyer: { externalId: 'b1' }, assignee: null });
  await shop.tell('owner', 'assignCareTask', { taskId: first!.id, accountId: shop.idOf('annie') });
  expect(await tasks('annie')).toContainEqual({ ...first, assignee: { name: 'annie' } });
  expect(await shop.tell('annie', 'tickCareTask', { taskId: first!.id, ticked: true })).toMatchObject({ task: { state: 'DONE' } });
  const other = first!.order.channelOrderId === 'A-1' ? 'A-2' : 'A-1';
  await shop.tell('connector', 'recordOrder', order(other, 'PAID_UNSHIPPED', 1, minutesAgo(1)));
  await eventually(async () => expect((await tasks('owner')).map(({ state }) => state).sort()).toEqual(['CANCELLED', 'DONE']));
});

test('CARE-1, CARE-10 a customer who bought once and consents is sent a coupon after 30 days; its connector says what became of it', async () => {
  await shop.tell('owner', 'saveRetentionFlow', { enabled: true });
  const report = { ...order('C-1', 'UNPAID', 20), buyer: { channel: 'KUAISHOU', externalId: 'b2' } };
  await shop.tell('connector', 'recordOrder', report);
  const { buyer } = await eventually(async () => {
    const found = (await tasks('owner')).find(({ order: { channelOrderId } }) => channelOrderId === 'C-1');
    if (!found) throw new Error('no task yet');
    return found;
  });
  await shop.tell('connector', 'recordOrder', { ...report, status: 'PAID_UNSHIPPED', statusAt: minutesAgo(1), paidAt: minutesAgo(1) });
  const begun = 'query($id: ID!) { shop(id: $id) { retentionFlow { counts { step pending sent } } } }';
  const counts = async () =>
    (await shop.ask<{ shop: { retentionFlow: { counts: object[] } } }>('owner', begun, { id: shop.id })).shop.retentionFlow.counts;
  await eventually(async () => expect(await counts()).toEqual([{ step: 0, pending: 1, sent: 0 }]));
  await shop.tell('connector', 'recordConsent', { buyerId: buyer.id, medium: 'CHANNEL', granted: true, at: minutesAgo(0) });
  system.setClock({ offsetMs: 31 * 24 * 3_600_000 });
  const { value } = await readTopic(system.broker.brokers, 'outreach-requested', ({ value: told }) => (told as Asked).buyerId === buyer.id);
  const { outreachId, kind, medium } = value as Asked;
  expect({ kind, medium }).toEqual({ kind: 'COUPON', medium: 'CHANNEL' });
  const at = new Date(Date.now() + 31 * 24 * 3_600_000).toISOString();
  await shop.tell('connector', 'reportOutreach', { reports: [{ outreachId, state: 'ACCEPTED', at, issued: 'C-77' }] });
  const query = 'query($id: ID!, $buyer: ID!) { shop(id: $id) { customer(buyerId: $buyer) { media outreach { kind state issued } } } }';
  const { customer } = (await shop.ask<{ shop: { customer: object } }>('annie', query, { id: shop.id, buyer: buyer.id })).shop;
  expect(customer).toEqual({ media: ['CHANNEL'], outreach: [{ kind: 'COUPON', state: 'ACCEPTED', issued: 'C-77' }] });
  expect(await counts()).toEqual([
    { step: 0, pending: 0, sent: 1 },
    { step: 1, pending: 1, sent: 0 },
  ]);
});
