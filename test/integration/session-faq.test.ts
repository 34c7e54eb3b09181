import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, routing, schedule, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let shop: string;
let owner: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
});

beforeEach(async () => {
  house.setClock('2026-03-02T14:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
  owner = callerAs('OWNER', shop);
});

afterAll(() => house.close());

const entryFields = 'id revision question keywords answer productIds enabled position changedBy { id }';
type Entry = Readonly<Record<string, unknown>> & { readonly id: string; readonly revision: number };

const act = async (operation: string, input: object, by = owner) => {
  const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input!`;
  const selection = operation === 'saveFaqEntry' ? `shop { id } entry { ${entryFields} }` : 'removed';
  return ask(by, `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`, { input: { shopId: shop, ...input } });
};
const save = async (input: object, by = owner): Promise<Entry> => {
  const { data, refusals } = await act('saveFaqEntry', input, by);
  expect(refusals).toEqual([]);
  return (data['done'] as { entry: Entry }).entry;
};
const list = async (args: string, by = callerAs('AGENT', shop), of = shop) => {
  const { data, refusals } = await ask(
    by,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { faqEntries(${args}) { nodes { question } edges { cursor } pageInfo { hasNextPage endCursor } } } } }`,
    { of: [{ __typename: 'Shop', id: of }] },
  );
  return { refusals, page: (data['_entities'] as [{ faqEntries: Page } | null] | undefined)?.[0]?.faqEntries };
};
interface Page {
  readonly nodes: readonly { readonly question: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const shipping = { question: '多久发货', keywords: ['发货'], answer: '{商品名称}48小时内发货,接待时间{具体接待时间}' };
const returns = { question: '怎么退货', keywords: ['退货'], answer: '签收后7天内可退货' };
const lamp = { id: 'p1', name: '台灯', description: '暖光' };

describe('the shop’s common questions', () => {
  it('KB-1 are saved, changed and taken away; what a change does not name stays', async () => {
    const first = await save({ ...shipping, position: 2, productIds: ['p1'] });
    expect(first).toEqual({
      id: expect.any(String),
      revision: 1,
      ...shipping,
      answer: '{productName}48小时内发货,接待时间{receptionHours}',
      productIds: ['p1'],
      enabled: true,
      position: 2,
      changedBy: { id: owner.account },
    });
    expect(await save({ entryId: first.id, enabled: false, expectedRevision: 1 })).toEqual({
      ...first,
      revision: 2,
      enabled: false,
    });
    expect((await act('removeFaqEntry', { entryId: first.id, expectedRevision: 2 })).data).toEqual({ done: { removed: true } });
    expect((await list('first: 5')).page?.nodes).toEqual([]);
  });

  it('KB-1 INV-3 a repeated command saves once; its id with another input is refused', async () => {
    const saved = await save({ ...shipping, commandId: 'once' });
    expect(await save({ ...shipping, commandId: 'once' })).toEqual(saved);
    expect((await act('saveFaqEntry', { ...returns, commandId: 'once' })).refusals).toEqual([
      { code: 'COMMAND_ID_REUSED', field: 'commandId' },
    ]);
    expect((await list('first: 5')).page?.nodes).toHaveLength(1);
  });

  it('KB-1 are listed by position, page by page, to whoever works there', async () => {
    for (const [index, question] of ['C', 'A', 'B'].entries()) await save({ question, answer: 'x', position: [3, 1, 2][index] });
    const first = await list('first: 2');
    expect(first.page).toMatchObject({ nodes: [{ question: 'A' }, { question: 'B' }], pageInfo: { hasNextPage: true } });
    expect((await list(`first: 2, after: "${first.page!.pageInfo.endCursor}"`)).page).toMatchObject({
      nodes: [{ question: 'C' }],
      pageInfo: { hasNextPage: false },
    });
    expect((await list('after: "nonsense"')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'after' }]);
    expect((await list('first: 101')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
    expect((await list('first: 5', callerAs('BUYER', shop))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('KB-1 two changes of one entry at a time: one is told that it looked at an old one', async () => {
    const { id } = await save(shipping);
    const both = await Promise.all(['A', 'B'].map((answer) => act('saveFaqEntry', { entryId: id, answer, expectedRevision: 1 })));
    expect(both.map(({ refusals }) => refusals[0]?.code).sort()).toEqual(['VERSION_CONFLICT', undefined]);
  });

  it.each([
    [{ ...shipping, answer: '{订单号}' }, 'UNKNOWN_PLACEHOLDER', 'answer'],
    [{ answer: 'A' }, 'BAD_USER_INPUT', 'question'],
    [{ question: 'A' }, 'BAD_USER_INPUT', 'answer'],
    [{ ...shipping, question: 'x'.repeat(201) }, 'BAD_USER_INPUT', 'question'],
    [{ ...shipping, answer: 'x'.repeat(2_001) }, 'BAD_USER_INPUT', 'answer'],
    [{ ...shipping, keywords: ['发货', '!'] }, 'BAD_USER_INPUT', 'keywords.1'],
    [{ ...shipping, keywords: Array.from({ length: 51 }, (_, index) => `k${index}`) }, 'BAD_USER_INPUT', 'keywords'],
    [{ ...shipping, productIds: [''] }, 'BAD_USER_INPUT', 'productIds.0'],
    [{ ...shipping, position: -1 }, 'BAD_USER_INPUT', 'position'],
    [{ ...shipping, expectedRevision: 3 }, 'VERSION_CONFLICT', 'expectedRevision'],
    [{ ...shipping, entryId: newId() }, 'FAQ_ENTRY_NOT_FOUND', 'entryId'],
  ])('KB-1 %j is refused, and nothing is stored', async (input, code, field) => {
    expect((await act('saveFaqEntry', input)).refusals).toEqual([{ code, field }]);
    expect((await list('first: 5')).page?.nodes).toEqual([]);
  });

  it('KB-1 a shop has at most 500', async () => {
    const { deps } = house;
    await deps.db.transaction([shop], (tx) =>
      tx.query(
        {
          name: 'faq-fill',
          text: `INSERT INTO faq_entry SELECT $1, gen_random_uuid(), 1, 'q', '{}', 'a', '{}', true, 0, '{q}', now() FROM generate_series(1, 499)`,
        },
        [shop],
      ),
    );
    const { id } = await save(shipping);
    expect((await act('saveFaqEntry', returns)).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'entryId' }]);
    await save({ entryId: id, answer: 'still' });
  });

  it('INV-6 of another shop are unknown', async () => {
    const { id } = await save(shipping);
    const other = await house.openShop({}, 1, newId());
    const theirs = callerAs('OWNER', other);
    for (const operation of ['saveFaqEntry', 'removeFaqEntry'])
      expect((await act(operation, { shopId: other, entryId: id }, theirs)).refusals).toEqual([
        { code: 'FAQ_ENTRY_NOT_FOUND', field: 'entryId' },
      ]);
    expect((await list('first: 5', theirs, shop)).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
  });

  it('KB-1 a customer-service administrator needs the permission', async () => {
    expect((await act('saveFaqEntry', shipping, callerAs('CS_ADMIN', shop))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
    await save(shipping, callerAs('CS_ADMIN', shop, { permissions: ['knowledge:write'] }));
  });
});

describe('a question while the shop is closed', () => {
  const written = async (buyer: string, text: string, more: object = {}): Promise<string> =>
    (await house.write(buyer, { shopId: shop, text, product: lamp, ...more })).session!.id;
  const said = async (sessionId: string) =>
    house.deps.readDb.transaction([shop], (tx) =>
      tx.query<{ sender: string; kind: string | null; text: string }>(
        { name: 'said', text: `SELECT sender, auto_kind AS kind, text FROM message WHERE session_id = $1 ORDER BY ordinal` },
        [sessionId],
      ),
    );
  const texts = async (sessionId: string): Promise<string[]> => (await said(sessionId)).map(({ text }) => text);

  beforeEach(async () => {
    await house.hear(schedule(shop, 1, '休息{receptionHours}'));
    await save(shipping);
    await save(returns);
  });

  it('SCH-16 RES-59 is answered behind the notice, with the product and the hours; INV-3 the outcome told twice answers once', async () => {
    const id = await written('b1', '请问多久发货?');
    await house.hear(routing.left(shop, id), routing.left(shop, id));
    await house.hear(routing.left(shop, id));
    expect(await said(id)).toEqual([
      { sender: 'BUYER', kind: null, text: '请问多久发货?' },
      { sender: 'AUTO', kind: 'CLOSED_NOTICE', text: '休息10:00-19:00' },
      { sender: 'AUTO', kind: 'FAQ_ANSWER', text: '台灯48小时内发货,接待时间10:00-19:00' },
    ]);
    expect(house.published.filter(({ topic }) => topic !== 'outbound').at(-1)).toMatchObject({
      topic: 'message-recorded',
      value: { sender: 'AUTO', autoKind: 'FAQ_ANSWER', ordinal: 3, source: 'AUTO', actor: { kind: 'SYSTEM' } },
    });
  });

  it('SCH-16 SCH-18 a second one is answered too, without another notice; the same message again is not', async () => {
    const id = await written('b2', '多久发货');
    await house.hear(routing.left(shop, id));
    for (let times = 0; times < 3; times += 1) await written('b2', '怎么退货呢', { product: null, channelMessageId: 'again' });
    await written('b2', '在吗', { product: null });
    expect((await texts(id)).slice(3)).toEqual(['怎么退货呢', '签收后7天内可退货', '在吗']);
    expect((await said(id)).filter(({ kind }) => kind === 'CLOSED_NOTICE')).toHaveLength(1);
  });

  it('SCH-16 all that was asked before routing had decided is answered, each once', async () => {
    const id = await written('b3', '多久发货');
    await written('b3', '怎么退货', { product: null });
    await written('b3', '退货运费', { product: null });
    await house.hear(routing.left(shop, id));
    expect((await texts(id)).slice(3)).toEqual(['休息10:00-19:00', '台灯48小时内发货,接待时间10:00-19:00', '签收后7天内可退货']);
  });

  it('SCH-16 INV-3 questions that come while the outcome does are each answered once, whichever is first', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => written(`race-${index}`, '多久发货')));
    const other = house.neighbour();
    const asks = ids.map((_, index) =>
      house.write(`race-${index}`, { shopId: shop, text: '怎么退货', channelMessageId: 'q2' }, index % 2 === 0 ? house.queue : other),
    );
    await Promise.all([
      house.hear(...ids.slice(0, 6).map((id) => routing.left(shop, id))),
      ...asks,
      house.hear(...ids.slice(6).map((id) => routing.left(shop, id))),
    ]);
    await house.hear(...ids.map((id) => routing.left(shop, id)));
    for (const id of ids) {
      const answers = (await said(id)).filter(({ kind }) => kind === 'FAQ_ANSWER').map(({ text }) => text);
      expect(answers.sort()).toEqual(['台灯48小时内发货,接待时间10:00-19:00', '签收后7天内可退货'].sort());
    }
  });

  it('SCH-16 from the next opening on, and once it is routed, a human answers', async () => {
    const id = await written('b4', '在吗');
    await house.hear(routing.left(shop, id));
    house.setClock('2026-03-03T01:59:59.999Z');
    await written('b4', '怎么退货');
    house.setClock('2026-03-03T02:00:00.000Z');
    await written('b4', '怎么退货');
    await house.hear(routing.queued(shop, id, 2));
    await written('b4', '怎么退货');
    expect(await texts(id)).toEqual(['在吗', '休息10:00-19:00', '怎么退货', '签收后7天内可退货', '怎么退货', '怎么退货']);
  });

  it('SCH-16 a disabled entry, one of another product, and one whose product is unknown do not answer', async () => {
    await save({ question: '有赠品吗', answer: '有', enabled: false });
    await save({ question: '亮度', answer: '三档', productIds: ['p2'] });
    const id = await written('b5', '有赠品吗,亮度多少,多久发货', { product: null });
    await house.hear(routing.left(shop, id));
    expect(await texts(id)).toEqual(['有赠品吗,亮度多少,多久发货', '休息10:00-19:00']);
    await written('b5', '亮度', { product: { ...lamp, id: 'p2' } });
    expect((await texts(id)).at(-1)).toBe('三档');
  });

  it('SCH-16 a message left because nobody is available is not answered', async () => {
    const id = await written('b6', '多久发货');
    await house.hear(routing.left(shop, id, { place: 'MESSAGE_POOL' }));
    await written('b6', '怎么退货');
    expect(await texts(id)).toEqual(['多久发货', '怎么退货']);
  });

  it('SCH-16 INV-6 nobody is answered from another shop’s entries', async () => {
    const other = await house.openShop({}, 1, newId());
    const id = (await house.write('b7', { shopId: other, text: '怎么退货' })).session!.id;
    await house.hear(routing.left(other, id));
    const found = await house.deps.readDb.transaction([other], (tx) =>
      tx.query({ name: 'kinds', text: `SELECT auto_kind AS kind FROM message WHERE session_id = $1 AND sender = 'AUTO'` }, [id]),
    );
    expect(found).toEqual([{ kind: 'CLOSED_NOTICE' }]);
  });

  it('SCH-16 RES-89 what cannot be used of a product is left out, and the message is kept', async () => {
    const { data, refusals } = await ask(
      callerAs('CONNECTOR', shop),
      `mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } warnings { code field } } }`,
      {
        input: {
          shopId: shop,
          buyer: { channel: 'WEB', externalId: 'w' },
          text: '多久发货',
          product: { id: 'p1', name: ' ', description: 'x'.repeat(1_001) },
        },
      },
    );
    expect(refusals).toEqual([]);
    expect(data['sendBuyerMessage']).toMatchObject({
      warnings: [
        { code: 'FIELD_DROPPED', field: 'product.name' },
        { code: 'FIELD_DROPPED', field: 'product.description' },
      ],
    });
  });
});
