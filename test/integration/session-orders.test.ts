import type { Caller } from '#libs/platform/access/caller';
import { createUndecidedWatch } from '#services/session/conversation/app/watch-undecided';
import { features } from '#services/session/features';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let connector: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
  connector = callerAs('CONNECTOR', await house.openShop());
});
afterAll(() => house.close());

const [monday, sunday, lastWeek] = ['2026-03-02T02:00:00.000Z', '2026-03-01T02:00:00.000Z', '2026-02-23T02:00:00.000Z'];

/** A report of an order that was placed a week ago and is unpaid, unless told otherwise. */
const report = (buyer: string, orderId: string, more: object = {}) => ({
  shopId: house.shop,
  buyer: { channel: 'KUAISHOU', externalId: buyer },
  orderId,
  ...('channelStatus' in more ? {} : { status: 'UNPAID' }),
  statusAt: lastWeek,
  createdAt: lastWeek,
  ...more,
});

const shown = 'id channelOrderId status statusAt createdAt paidAt amount { minorUnits currency } items { productId quantity }';
const source = `mutation($input: RecordOrderInput!) { recordOrder(input: $input) { order { ${shown} } } }`;
const record = (input: object, by = connector): Promise<Answer> => ask(by, source, { input });

async function recorded(input: object): Promise<Record<string, unknown>> {
  const { data, refusals } = await record(input);
  expect(refusals).toEqual([]);
  return (data['recordOrder'] as { order: Record<string, unknown> }).order;
}

const told = (topic: string) => house.published.filter((each) => each.topic === topic).map(({ value }) => value);
const openingOf = (sessionId: string) => told('session-started').find((value) => value['sessionId'] === sessionId);
const opened = async (buyer: string, input: Parameters<SessionHouse['write']>[1] = {}) => {
  const { session } = await house.write(buyer, input);
  return openingOf(session!.id);
};

describe('what a session tells of its buyer when it opens', () => {
  it('RTE-19 is the status of the newest order, or of the order of the page', async () => {
    await recorded(report('two', '1', { status: 'SHIPPED', createdAt: sunday, statusAt: sunday }));
    await recorded(report('two', '2'));
    expect(await opened('two')).toMatchObject({ orderStatus: 'SHIPPED' });
    await recorded(report('page', '1', { status: 'SHIPPED', createdAt: sunday, statusAt: sunday }));
    await recorded(report('page', '2'));
    expect(await opened('page', { entryOrderId: '2' })).toMatchObject({ orderStatus: 'UNPAID' });
  });

  it('RTE-19 passes over an order of the page that is another buyer’s or unknown', async () => {
    await recorded(report('owner', 'mine', { status: 'AFTER_SALES' }));
    await recorded(report('guest', '1', { status: 'SHIPPED' }));
    expect(await opened('guest', { entryOrderId: 'mine' })).toMatchObject({ orderStatus: 'SHIPPED' });
    expect(await opened('stranger', { entryOrderId: 'mine' })).not.toHaveProperty('orderStatus');
  });

  it('RTE-19 follows the shop’s own days', async () => {
    const shopId = await house.openShop({ orderValidityDays: 5 }, 1, crypto.randomUUID());
    const { refusals } = await record({ ...report('b', '1'), shopId }, callerAs('CONNECTOR', shopId));
    expect(refusals).toEqual([]);
    expect(await opened('b', { shopId })).toMatchObject({ orderStatus: 'NO_ACTIVE_ORDER' });
  });

  it('RTE-20 names the payments of the last 30 days, latest first, and the first ever', async () => {
    const paid = ['2025-09-01T00:00:00.000Z', '2026-01-31T02:00:00.000Z', '2026-01-31T01:59:59.999Z', sunday];
    for (const [at, paidAt] of paid.entries()) await recorded(report('payer', `${at}`, { status: 'PAID_UNSHIPPED', paidAt }));
    await recorded(report('payer', 'unpaid'));
    expect(await opened('payer')).toMatchObject({ purchases: { recent: [sunday, '2026-01-31T02:00:00.000Z'], firstPaidAt: paid[0] } });
  });

  it('RTE-20 names ten payments at most', async () => {
    const hours = Array.from({ length: 12 }, (_, hour) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`);
    await Promise.all(hours.map((paidAt, at) => recorded(report('often', `${at}`, { status: 'SHIPPED', paidAt }))));
    const latest = [...hours].reverse().slice(0, 10);
    expect(await opened('often')).toMatchObject({ purchases: { recent: latest, firstPaidAt: hours[0] } });
  });

  it('is nothing where nothing is known', async () => {
    const opening = await opened('nobody');
    expect(opening).toMatchObject({ lastHuman: null });
    expect(Object.keys(opening!).filter((field) => /orderStatus|purchases|crowds|exclusive|Blocked/.test(field))).toEqual([]);
  });

  it('SES-9 is asked anew when the buyer writes during the hold', async () => {
    const agent = house.agent();
    const { session } = await house.write('again');
    await house.hear(routing.assigned(house.shop, session!.id, agent.account!));
    await house.end(session!.id, agent);
    await recorded(report('again', '1', { createdAt: monday, statusAt: monday }));
    expect(await opened('again')).toMatchObject({ reentryOf: session!.id, orderStatus: 'UNPAID' });
  });

  it('stays with the session, whatever becomes of the order, also when it is told again', async () => {
    await recorded(report('kept', '1'));
    const { session } = await house.write('kept');
    await recorded(report('kept', '1', { status: 'PAID_UNSHIPPED', statusAt: sunday, paidAt: sunday }));
    house.setClock('2026-03-02T02:00:10.000Z');
    await createUndecidedWatch(house.deps).round();
    await house.fire();
    house.setClock(monday);
    const openings = told('session-started').filter((value) => value['sessionId'] === session!.id);
    expect(openings).toMatchObject([{ orderStatus: 'UNPAID' }, { orderStatus: 'UNPAID' }]);
    expect(openings[1]).not.toHaveProperty('purchases');
    const { data } = await ask(connector, `{ session(id: "${session!.id}") { orderStatus } }`);
    expect(data).toEqual({ session: { orderStatus: 'UNPAID' } });
  });
});

describe('recordOrder', () => {
  it('answers with the order, and tells it without names and texts', async () => {
    const amount = { minorUnits: 1_999, currency: 'CNY' };
    const order = await recorded(report('first', 'A-1', { amount, items: [{ productId: 'p', quantity: 2 }], paidAt: sunday }));
    expect(order).toMatchObject({
      channelOrderId: 'A-1',
      status: 'UNPAID',
      amount,
      items: [{ productId: 'p', quantity: 2 }],
      paidAt: sunday,
    });
    const events = told('order-changed').filter((value) => value['orderId'] === order['id']);
    expect(events).toMatchObject([
      { channelOrderId: 'A-1', channel: 'KUAISHOU', status: 'UNPAID', createdAt: lastWeek, paidAt: sunday, amount },
    ]);
    expect(events[0]).not.toHaveProperty('items');
  });

  it('INV-3 changes and tells nothing when it is repeated, by its id or by what it says', async () => {
    const input = { ...report('twice', '1'), commandId: 'order-1' };
    const order = await recorded(input);
    expect(await recorded(input)).toEqual(order);
    expect(await recorded(report('twice', '1'))).toEqual(order);
    expect(told('order-changed').filter((value) => value['orderId'] === order['id'])).toHaveLength(1);
    expect((await record({ ...input, status: 'SHIPPED' })).refusals).toMatchObject([{ code: 'COMMAND_ID_REUSED', field: 'commandId' }]);
  });

  it('INV-5 facts in any order end in the same state, one by one or in one flight', async () => {
    const facts = [
      { status: 'UNPAID', statusAt: lastWeek, amount: { minorUnits: 100, currency: 'CNY' } },
      { status: 'PAID_UNSHIPPED', statusAt: sunday, paidAt: sunday },
      { status: 'SHIPPED', statusAt: monday, amount: { minorUnits: 90, currency: 'CNY' } },
    ];
    const order = { status: 'SHIPPED', statusAt: monday, createdAt: lastWeek, paidAt: sunday, amount: { minorUnits: 90 } };
    for (const fact of [...facts].reverse()) await recorded(report('backwards', '1', fact));
    await Promise.all([1, 2, 0, 1].map((at) => recorded(report('at-once', '1', facts[at]))));
    for (const buyer of ['backwards', 'at-once']) {
      const last = await recorded(report(buyer, '1', facts[0]));
      expect(last).toMatchObject(order);
      expect(told('order-changed').findLast((value) => value['orderId'] === last['id'])).toMatchObject({
        ...order,
        amount: { minorUnits: 90 },
      });
      expect(await opened(buyer)).toMatchObject({ orderStatus: 'SHIPPED', purchases: { recent: [sunday], firstPaidAt: sunday } });
    }
  });

  it('INV-5 reports and messages of the same buyers at once, in two processes, end in the same state and never wait in a circle', async () => {
    const beside = features(house.deps);
    const asks = [ask, askSubgraph('session', beside.resolvers, beside.extra)];
    const neighbour = house.neighbour();
    const buyers = Array.from({ length: 15 }, (_, at) => `busy-${at}`);
    const facts = [
      { status: 'PAID_UNSHIPPED', statusAt: sunday, paidAt: sunday },
      { status: 'UNPAID', statusAt: lastWeek },
      { status: 'SHIPPED', statusAt: monday },
    ];
    const reports = buyers.flatMap((buyer, at) => facts.map((_, turn) => report(buyer, '1', facts[(turn + at) % 3])));
    const answers = await Promise.all([
      ...reports.map((input, at) => asks[at % 2]!(connector, source, { input })),
      ...reports.map((input, at) => asks[(at + 1) % 2]!(connector, source, { input })),
      ...buyers.flatMap((buyer) => [house.write(buyer), house.write(buyer, {}, neighbour)]),
    ]);
    expect(answers.flatMap((answer) => ('refusals' in answer ? answer.refusals : []))).toEqual([]);
    for (const buyer of buyers) {
      const { session } = await house.leave(buyer);
      expect(session).toMatchObject({ state: 'CLOSED', counts: { BUYER: 2 } });
      expect(await opened(buyer)).toMatchObject({ orderStatus: 'SHIPPED', purchases: { recent: [sunday], firstPaidAt: sunday } });
    }
  });

  it('RES-83 the same id of two buyers is two orders', async () => {
    const [one, other] = [await recorded(report('one', 'same')), await recorded(report('other', 'same', { status: 'SHIPPED' }))];
    expect(one['id']).not.toBe(other['id']);
    expect(await opened('one')).toMatchObject({ orderStatus: 'UNPAID' });
  });

  it('INV-6 another shop’s buyer of the same name has no order', async () => {
    await recorded(report('shared', '1'));
    const shopId = await house.openShop({}, 1, crypto.randomUUID());
    expect(await opened('shared', { shopId })).not.toHaveProperty('orderStatus');
    expect((await record({ ...report('shared', '1'), shopId })).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND', field: 'shopId' }]);
  });

  it.each([
    ['two statuses', { status: 'UNPAID', channelStatus: '已发货' }, 'status'],
    ['no status', { status: null }, 'status'],
    ['a status of the future', { statusAt: '2026-03-02T02:05:00.001Z' }, 'statusAt'],
    ['no instant', { createdAt: 'yesterday' }, 'createdAt'],
    ['a payment before 1970', { paidAt: '1969-12-31T00:00:00Z' }, 'paidAt'],
    ['half a fen', { amount: { minorUnits: 1.5, currency: 'CNY' } }, 'amount.minorUnits'],
    ['no currency', { amount: { minorUnits: 1, currency: 'yuan' } }, 'amount.currency'],
    ['no pieces', { items: [{ productId: 'p', quantity: 0 }] }, 'items.0.quantity'],
    ['too many items', { items: Array.from({ length: 101 }, () => ({ productId: 'p', quantity: 1 })) }, 'items'],
    ['no id', { orderId: '' }, 'orderId'],
    ['no channel', { buyer: { channel: 'KUAI', externalId: 'x' } }, 'buyer.channel'],
  ])('%s is refused by its field', async (_, wrong, field) => {
    const before = told('order-changed').length;
    expect((await record({ ...report('wrong', '1'), ...wrong })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
    expect(told('order-changed')).toHaveLength(before);
  });

  it('a refused report leaves the others of its flight alone, and its commandId unused', async () => {
    const bad = { ...report('mixed', '2', { channelStatus: '等待' }), commandId: 'mixed' };
    const [first, second, third] = await Promise.all([record(report('mixed', '1')), record(bad), record(report('mixed', '3'))]);
    expect([first!.refusals, third!.refusals]).toEqual([[], []]);
    expect(second!.refusals).toEqual([{ code: 'UNKNOWN_ORDER_STATUS', field: 'channelStatus' }]);
    expect((await record({ ...bad, channelStatus: '已发货' })).refusals).toEqual([]);
  });
});

describe('RES-1 a shop’s own words', () => {
  const save = (channel: string, texts: readonly object[], by: Caller = callerAs('CS_ADMIN', house.shop)) =>
    ask(
      by,
      'mutation($input: SaveOrderStatusMappingInput!) { saveOrderStatusMapping(input: $input) { mapping { channel texts { text status } } } }',
      {
        input: { shopId: house.shop, channel, texts },
      },
    );

  it('are known for their channel from then on, and replaced as a whole', async () => {
    const words = [{ text: '等待出库', status: 'PAID_UNSHIPPED' }];
    expect((await record(report('jd', '1', { channelStatus: '等待出库' }))).refusals).toMatchObject([{ code: 'UNKNOWN_ORDER_STATUS' }]);
    expect((await save('kuaishou', words)).data).toEqual({ saveOrderStatusMapping: { mapping: { channel: 'KUAISHOU', texts: words } } });
    expect(await recorded(report('jd', '1', { channelStatus: ' 等待出库' }))).toMatchObject({ status: 'PAID_UNSHIPPED' });
    const elsewhere = { channelStatus: '等待出库', buyer: { channel: 'JD', externalId: 'jd' } };
    expect((await record(report('jd', '1', elsewhere))).refusals).toMatchObject([{ code: 'UNKNOWN_ORDER_STATUS' }]);
    await save('KUAISHOU', []);
    expect((await record(report('jd', '1', { channelStatus: '等待出库' }))).refusals).toMatchObject([{ code: 'UNKNOWN_ORDER_STATUS' }]);
  });

  it('are listed with those that are known by themselves', async () => {
    await save('JD', [{ text: '锁定', status: 'AFTER_SALES' }]);
    const query =
      'query($reps: [_Any!]!) { _entities(representations: $reps) { ... on Shop { orderStatusMappings { channel known { text } } } } }';
    const { data } = await ask(connector, query, { reps: [{ __typename: 'Shop', id: house.shop }] });
    const [{ orderStatusMappings }] = data['_entities'] as [{ orderStatusMappings: { channel: string; known: { text: string }[] }[] }];
    const known = orderStatusMappings.find(({ channel }) => channel === 'JD')!.known.map(({ text }) => text);
    expect(known).toEqual(expect.arrayContaining(['锁定', '已取消', '异常', '已发货']));
  });

  it.each([
    ['NOWHERE', [], 'channel'],
    [
      'JD',
      [
        { text: 'Shipped', status: 'SHIPPED' },
        { text: 'shipped ', status: 'COMPLETED' },
      ],
      'texts.1.text',
    ],
  ])('for %s %j are refused by their field', async (channel, texts, field) => {
    expect((await save(channel, texts)).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  });

  it('PRM-3 are not for agents to choose', async () => {
    expect((await save('JD', [], callerAs('AGENT', house.shop))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('RTE-63 sessions by what their buyers came for', () => {
  it('are listed apart, for the shop and for the agent; those of whom no order was known are with those without one', async () => {
    const shopId = await house.openShop({}, 1, crypto.randomUUID());
    const [channel, agent] = [callerAs('CONNECTOR', shopId), callerAs('AGENT', shopId)];
    const came = async (buyer: string, status?: string): Promise<void> => {
      if (status) expect((await record({ ...report(buyer, '1', { status }), shopId }, channel)).refusals).toEqual([]);
      const { session } = await house.write(buyer, { shopId });
      await house.hear(routing.assigned(shopId, session!.id, agent.account!));
    };
    await came('unshipped', 'PAID_UNSHIPPED');
    await came('shipped', 'SHIPPED');
    await came('cancelled', 'NO_ACTIVE_ORDER');
    await came('nobody');
    const query = `query($reps: [_Any!]!, $of: [OrderStatus!]) {
      _entities(representations: $reps) { ... on Shop { sessions(orderStatuses: $of) { nodes { buyer { externalId } } totalCount } } }
      inbox(orderStatuses: $of) { buyer { externalId } } }`;
    const listed = async (of: readonly string[] | null) => {
      const { data, refusals } = await ask(agent, query, { reps: [{ __typename: 'Shop', id: shopId }], of });
      type Session = { readonly buyer: { readonly externalId: string } };
      const [{ sessions }] = data['_entities'] as [{ sessions: { nodes: Session[]; totalCount: number } | null }];
      const names = (some: readonly Session[] | null | undefined) => some?.map(({ buyer }) => buyer.externalId).sort();
      return { shop: names(sessions?.nodes), inbox: names(data['inbox'] as Session[] | null), total: sessions?.totalCount, refusals };
    };
    expect(await listed(['PAID_UNSHIPPED'])).toMatchObject({ shop: ['unshipped'], inbox: ['unshipped'], total: 1 });
    const none = ['cancelled', 'nobody'];
    expect(await listed(['NO_ACTIVE_ORDER'])).toMatchObject({ shop: none, inbox: none, total: 2 });
    expect(await listed(null)).toMatchObject({ total: 4, inbox: ['cancelled', 'nobody', 'shipped', 'unshipped'] });
    const refused = { code: 'BAD_USER_INPUT', field: 'orderStatuses' };
    expect((await listed([])).refusals).toEqual([refused, refused]);
  });
});

describe('Buyer.orders', () => {
  const page = async (sessionId: string, args: string) => {
    const query = `{ session(id: "${sessionId}") { buyer { orders(${args}) { nodes { channelOrderId } pageInfo { hasNextPage endCursor } } } } }`;
    const { data, refusals } = await ask(callerAs('AGENT', house.shop), query);
    const { orders } = (data['session'] as { buyer: { orders: Record<string, unknown> } }).buyer;
    const { nodes, pageInfo } = (orders ?? { nodes: [], pageInfo: {} }) as {
      nodes: { channelOrderId: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    return { ids: nodes.map(({ channelOrderId }) => channelOrderId), ...pageInfo, refusals };
  };

  it('lists those created last first, page by page', async () => {
    const days = ['2026-02-20', '2026-02-22', '2026-02-21', '2026-02-22'];
    for (const [at, date] of days.entries()) await recorded(report('pages', `${at}`, { createdAt: `${date}T00:00:00Z` }));
    const { session } = await house.write('pages');
    const first = await page(session!.id, 'first: 3');
    expect(first).toMatchObject({ ids: ['3', '1', '2'], hasNextPage: true });
    expect(await page(session!.id, `first: 3, after: "${first.endCursor}"`)).toMatchObject({ ids: ['0'], hasNextPage: false });
    expect((await page(session!.id, 'first: 101')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
    expect((await page(session!.id, 'after: "x"')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'after' }]);
  });
});
