import type { Caller, Role } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let shop: string;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
});
beforeEach(async () => {
  house.setClock('2026-03-02T02:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
});
afterAll(() => house.close());

const as = (role: Role, more: Partial<Caller> = {}): Caller => callerAs(role, shop, more);
const buyer = (externalId: string, channel = 'KUAISHOU') => ({ channel, externalId });
const person = `id profile { interests sizes { name value } note } customer { badge paidOrders claimed firstPaidAt lastPaidAt }
  identities { externalId } mergedInto { externalId } sessions { totalCount nodes { id state channel } }`;

const tell = (operation: string, input: object, by = as('AGENT'), selection = `buyer { ${person} }`) => {
  const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input!`;
  return ask(by, `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`, { input: { shopId: shop, ...input } });
};
interface Person {
  readonly id: string;
  readonly profile: { interests: string[]; sizes: object[]; note: string | null };
  readonly customer: { badge: string | null; paidOrders: number; claimed: boolean };
  readonly identities: { externalId: string }[];
  readonly mergedInto: { externalId: string } | null;
  readonly sessions: { totalCount: number; nodes: { id: string; state: string; channel: string }[] };
}
async function done(operation: string, input: object, by = as('AGENT')): Promise<Person> {
  const { data, refusals } = await tell(operation, input, by);
  expect(refusals).toEqual([]);
  return (data['done'] as { buyer: Person }).buyer;
}
async function known(name: object, by = as('AGENT')): Promise<Person> {
  const { data, refusals } = await ask(by, `query($buyer: BuyerKeyInput!) { buyer(buyer: $buyer) { ${person} } }`, { buyer: name });
  expect(refusals).toEqual([]);
  return data['buyer'] as Person;
}
const write = async (name: { channel: string; externalId: string }, text = '在吗') =>
  (await house.write(name.externalId, { shopId: shop, buyer: name, text })).session!;
const pay = (name: object, orderId: string, paidAt: string) =>
  tell(
    'recordOrder',
    { buyer: name, orderId, status: 'SHIPPED', statusAt: paidAt, createdAt: paidAt, paidAt },
    as('CONNECTOR'),
    'order { id }',
  );
const changes = () => house.published.filter(({ type, value }) => type === 'buyer-changed' && value['shopId'] === shop);

describe('CARE-13 a buyer’s profile', () => {
  it('is shown to the next agent; what a save does not name stays', async () => {
    const { id } = await write(buyer('b1'));
    const sizes = [{ name: '上衣', value: 'L' }];
    const first = as('AGENT');
    const said = { buyer: buyer('b1'), interests: ['宽松'], sizes, commandId: 'p' };
    await done('saveBuyerProfile', said, first);
    expect(await done('saveBuyerProfile', { buyer: buyer('b1'), note: '怕冷' })).toMatchObject({
      profile: { interests: ['宽松'], sizes, note: '怕冷' },
    });
    expect(await done('saveBuyerProfile', said, first)).toMatchObject({
      profile: { note: '怕冷' },
    });
    const { data } = await ask(as('AGENT'), `{ session(id: "${id}") { buyer { profile { note } } } }`);
    expect(data).toEqual({ session: { buyer: { profile: { note: '怕冷' } } } });
    expect(changes()).toMatchObject([{ value: { change: 'PROFILE', sessionId: id } }, { value: { change: 'PROFILE', sessionId: id } }]);
    expect(JSON.stringify(changes())).not.toMatch(/宽松|怕冷/);
  });

  it('adds up over the shop', async () => {
    for (const [name, interests] of Object.entries({ a: ['棉', '宽松'], b: ['宽松'], c: ['宽松', '棉'], d: ['丝'] }))
      await done('saveBuyerProfile', { buyer: buyer(name), interests });
    const query =
      'query($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { buyerInterests(first: 2) { interest buyers } } } }';
    const { data } = await ask(as('CS_ADMIN'), query, { of: [{ __typename: 'Shop', id: shop }] });
    expect(data['_entities']).toEqual([
      {
        buyerInterests: [
          { interest: '宽松', buyers: 3 },
          { interest: '棉', buyers: 2 },
        ],
      },
    ]);
  });

  it('PRM-7 is kept by who serves buyers, and no buyer sees it', async () => {
    const { id } = await write(buyer('curious'));
    await done('saveBuyerProfile', { buyer: buyer('curious'), note: '难缠' });
    expect((await tell('saveBuyerProfile', { buyer: buyer('curious'), note: 'x' }, as('OPERATIONS'))).refusals).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    const self = as('BUYER', { buyer: buyer('curious') });
    const { data, refusals } = await ask(self, `{ session(id: "${id}") { buyer { profile { note } customer { badge } } } }`);
    expect(data).toEqual({ session: { buyer: { profile: null, customer: null } } });
    expect(refusals.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect((await tell('saveBuyerProfile', { buyer: buyer('x'), interests: [' '] })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'interests.0' },
    ]);
  });
});

describe('CARE-12 an old customer', () => {
  it('is known by paid orders; a claim that none bears out is shown as such', async () => {
    await write(buyer('old'), '我是老顾客');
    expect((await known(buyer('old'))).customer).toMatchObject({ badge: 'CLAIMED_NO_ORDER', paidOrders: 0, claimed: true });
    for (const [at, order] of ['2026-01-01', '2026-01-05', '2026-02-01', '2026-02-20'].entries())
      await pay(buyer('old'), `o${at}`, `${order}T00:00:00.000Z`);
    expect((await known(buyer('old'))).customer).toEqual({
      ...{ badge: 'OLD_CUSTOMER', paidOrders: 4, claimed: true },
      ...{ firstPaidAt: '2026-01-01T00:00:00.000Z', lastPaidAt: '2026-02-20T00:00:00.000Z' },
    });
    await write(buyer('new'), '多久发货');
    expect((await known(buyer('new'))).customer).toMatchObject({ badge: null, paidOrders: 0, claimed: false });
  });
});

describe('two identities of one person', () => {
  const [wechat, douyin] = [buyer('w', 'WECHAT'), buyer('d', 'DOUYIN')];

  it('the one that the others are part of comes first, whatever their ids', async () => {
    for (let pair = 0; pair < 8; pair += 1) {
      const [root, part] = [buyer(`root-${pair}`, 'WECHAT'), buyer(`part-${pair}`, 'DOUYIN')];
      await write(root);
      await write(part);
      await done('saveBuyerProfile', { buyer: root, interests: ['棉'] });
      await done('saveBuyerProfile', { buyer: part, interests: ['丝'] });
      await done('mergeBuyers', { buyer: root, other: part });
      expect((await known(part)).profile).toMatchObject({ interests: ['棉', '丝'] });
    }
  });

  it('are shown as one: history, profile and purchases of either with both, until that is taken back', async () => {
    const first = await write(wechat);
    house.setClock('2026-03-02T02:10:00.000Z');
    const second = await write(douyin);
    await pay(douyin, 'o1', '2026-02-01T00:00:00.000Z');
    await done('saveBuyerProfile', { buyer: wechat, interests: ['棉'], note: '怕冷' });
    await done('saveBuyerProfile', { buyer: douyin, interests: ['丝'] });
    const { data, refusals } = await tell(
      'mergeBuyers',
      { buyer: wechat, other: douyin, commandId: 'm' },
      as('AGENT'),
      `buyer { ${person} } warnings { code }`,
    );
    expect(refusals).toEqual([]);
    expect(data['done']).toMatchObject({ warnings: [{ code: 'BOTH_IN_SESSION' }], buyer: { identities: [{ externalId: 'd' }] } });
    for (const [name, mergedInto] of [
      [wechat, null],
      [douyin, { externalId: 'w' }],
    ] as const) {
      const one = await known(name);
      expect(one).toMatchObject({
        ...{ profile: { interests: ['棉', '丝'], note: '怕冷' }, customer: { badge: 'OLD_CUSTOMER', paidOrders: 1 }, mergedInto },
        sessions: { totalCount: 2, nodes: [{ id: second.id }, { id: first.id }] },
      });
    }
    await done('unmergeBuyers', { buyer: douyin });
    expect(await known(wechat)).toMatchObject({
      ...{ profile: { interests: ['棉'] }, customer: { badge: null }, identities: [], sessions: { nodes: [{ id: first.id }] } },
    });
    expect(changes().map(({ value }) => value['change'])).toEqual(['PROFILE', 'PROFILE', 'MERGED', 'MERGED', 'UNMERGED']);
  });

  it('INV-1 keep sessions of their own, each one open at most', async () => {
    const first = await write(wechat);
    await write(douyin);
    await done('mergeBuyers', { buyer: wechat, other: douyin });
    expect((await write(wechat)).id).toBe(first.id);
    const open = (await known(wechat)).sessions.nodes.map(({ channel, state }) => [channel, state]);
    expect(open.sort()).toEqual([
      ['DOUYIN', 'QUEUED'],
      ['WECHAT', 'QUEUED'],
    ]);
  });

  it('have one history, page by page, closed sessions of both by their close', async () => {
    const expected: string[] = [];
    for (const [minute, name] of [wechat, douyin, wechat, douyin].entries()) {
      house.setClock(`2026-03-02T02:0${minute}:00.000Z`);
      const { id } = await write(name);
      const agent = callerAs('AGENT', shop);
      await house.hear(routing.assigned(shop, id, agent.account!));
      await house.deps.db.transaction([shop], (tx) =>
        tx.query(
          { name: 'close', text: `UPDATE session SET state = 'CLOSED', closed_at = $2, close_reason = 'AGENT_CLOSED' WHERE id = $1` },
          [id, house.deps.clock.now()],
        ),
      );
      expected.unshift(id);
    }
    await done('mergeBuyers', { buyer: wechat, other: douyin });
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      const query = `query($buyer: BuyerKeyInput!) { buyer(buyer: $buyer) { sessions(first: 2${after && `, after: "${after}"`}) { nodes { id } pageInfo { endCursor hasNextPage } } } }`;
      const { data, refusals } = await ask(as('AGENT'), query, { buyer: douyin });
      expect(refusals).toEqual([]);
      const { sessions } = data['buyer'] as {
        sessions: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      };
      seen.push(...sessions.nodes.map(({ id }) => id));
      after = sessions.pageInfo.endCursor;
      if (!sessions.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(expected);
  });

  it('a buyer sees sessions of the identity that its token names only', async () => {
    const { id } = await write(wechat);
    await write(douyin);
    await done('mergeBuyers', { buyer: wechat, other: douyin });
    const self = as('BUYER', { buyer: wechat });
    const { data } = await ask(self, `{ session(id: "${id}") { buyer { sessions { nodes { id } } } } }`);
    expect(data).toEqual({ session: { buyer: { sessions: { nodes: [{ id }] } } } });
  });

  it('are merged with nobody twice, and by whoever serves buyers, INV-6 within a shop', async () => {
    for (const name of [wechat, douyin, buyer('c')]) await write(name);
    await done('mergeBuyers', { buyer: wechat, other: douyin });
    const refused = async (input: object, by = as('AGENT')) => (await tell('mergeBuyers', input, by)).refusals;
    expect(await refused({ buyer: buyer('c'), other: douyin })).toEqual([{ code: 'CANNOT_MERGE', field: 'other' }]);
    expect(await refused({ buyer: douyin, other: buyer('c') })).toEqual([{ code: 'CANNOT_MERGE', field: 'buyer' }]);
    expect(await refused({ buyer: buyer('c'), other: wechat })).toEqual([{ code: 'CANNOT_MERGE', field: 'other' }]);
    expect(await refused({ buyer: wechat, other: wechat })).toEqual([{ code: 'CANNOT_MERGE', field: 'other' }]);
    expect(await refused({ buyer: wechat, other: buyer('never heard of') })).toEqual([{ code: 'BUYER_NOT_FOUND', field: 'other' }]);
    expect(await refused({ buyer: wechat, other: buyer('x', 'NOWHERE') })).toEqual([{ code: 'BAD_USER_INPUT', field: 'other.channel' }]);
    expect(await refused({ buyer: wechat, other: douyin }, as('OPERATIONS'))).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
