import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* A buyer of a closed shop asks what is asked often, through the gateway. Times of day are the shop's, Asia/Shanghai. */
const at = (text: string): string => new Date(`${text}+08:00`).toISOString();
const everyDay = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const lamp = { id: 'p1', name: '台灯', description: '暖光' };
const shipping = { question: '多久发货', keywords: ['发货'], answer: '{商品名称}48小时内发货,接待时间{具体接待时间}' };
const returns = { question: '怎么退货', keywords: ['退货'], answer: '签收后7天内可退货' };

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({
    processes: ['shop', 'schedule', 'session', 'routing', 'gateway'],
    clock: { at: at('2026-03-02T22:00:00') },
  });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
  await shop.hire('carl', ['CS_ADMIN']);
  await shop.tell('owner', 'saveReceptionSchedule', { weekly: everyDay.map((day) => ({ day, start: '10:00', end: '19:00' })) });
});

afterAll(() => system?.stop());

interface Said {
  readonly sender: string;
  readonly text: string;
}

const writes = async (text: string, more: object = {}): Promise<string> =>
  (await shop.tell<{ session: { id: string } }>('connector', 'sendBuyerMessage', { buyer: buyerOf('b1'), text, ...more })).session.id;
const said = async (id: string): Promise<readonly Said[]> =>
  (
    await shop.ask<{ session: { messages: { nodes: readonly Said[] } } }>(
      'owner',
      'query($id: ID!) { session(id: $id) { messages { nodes { sender text } } } }',
      { id },
    )
  ).session.messages.nodes;

const preview = async (text: string, product: object | null = null) =>
  (
    await shop.ask<{ previewReception: unknown }>(
      'annie',
      `query($shop: ID!, $at: DateTime, $text: String, $product: ProductInput) {
        previewReception(shopId: $shop, at: $at, text: $text, product: $product) {
          outcome answer nextOpeningAt productName faqAnswer { text entryId } reception { rule { kind } }
        }
      }`,
      { at: at('2026-03-03T21:00:00'), text, product },
    )
  ).previewReception;

let entryId: string;

describe('what common questions are answered with', () => {
  it('KB-1 is changed by who may, and a refusal says what is missing', async () => {
    expect((await shop.refusal('annie', 'saveFaqEntry', shipping)).extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect((await shop.refusal('carl', 'saveFaqEntry', shipping)).extensions).toMatchObject({
      code: 'FORBIDDEN',
      permission: 'knowledge:write',
      grantedBy: ['OWNER', 'ADMIN'],
    });
    const grant = 'mutation($input: GrantPermissionInput!) { grantPermission(input: $input) { account { id } } }';
    await shop.ask('owner', grant, { input: { shopId: shop.id, accountId: shop.idOf('carl'), permission: 'knowledge:write' } });
    entryId = (await shop.tell<{ entry: { id: string } }>('carl', 'saveFaqEntry', shipping)).entry.id;
    await shop.tell('owner', 'saveFaqEntry', returns);
    expect((await shop.refusal('owner', 'saveFaqEntry', { ...returns, answer: '{订单号}' })).extensions).toMatchObject({
      code: 'UNKNOWN_PLACEHOLDER',
      field: 'answer',
    });
  });

  it('KB-1 is read by agents, with who changed it', async () => {
    const { shop: found } = await shop.ask<{ shop: unknown }>(
      'annie',
      'query($shop: ID!) { shop(id: $shop) { faqEntries(first: 5) { nodes { question changedBy { name } } pageInfo { hasNextPage } } } }',
    );
    expect(found).toEqual({
      faqEntries: {
        nodes: [
          { question: '多久发货', changedBy: { name: 'carl' } },
          { question: '怎么退货', changedBy: { name: 'Lamps' } },
        ],
        pageInfo: { hasNextPage: false },
      },
    });
  });
});

describe('a dry run', () => {
  it('SCH-13 SCH-16 says the closed notice and the answer that the buyer would get, and stores nothing', async () => {
    expect(await preview('请问多久发货?', lamp)).toEqual({
      outcome: 'CLOSED_NOTICE',
      answer: expect.stringMatching(/不在工作时间.*接待时间:10:00-19:00;下次接待时间:3月4日10:00.*留言/),
      nextOpeningAt: at('2026-03-04T10:00:00'),
      productName: '台灯',
      faqAnswer: { text: '台灯48小时内发货,接待时间10:00-19:00', entryId },
      reception: { rule: { kind: 'WEEKLY' } },
    });
    const { shop: found } = await shop.ask<{ shop: unknown }>('owner', 'query($shop: ID!) { shop(id: $shop) { sessions { totalCount } } }');
    expect(found).toEqual({ sessions: { totalCount: 0 } });
  });

  it('SCH-13 SCH-16 without a match, or without the product that the answer names, there is the notice only', async () => {
    expect(await preview('在吗', lamp)).toMatchObject({ outcome: 'CLOSED_NOTICE', faqAnswer: null });
    expect(await preview('多久发货')).toMatchObject({ outcome: 'CLOSED_NOTICE', faqAnswer: null, productName: null });
  });

  it('SCH-13 while the shop is open a buyer is routed, whatever it asks', async () => {
    const { previewReception } = await shop.ask<{ previewReception: unknown }>(
      'annie',
      'query($shop: ID!) { previewReception(shopId: $shop, at: "2026-03-03T11:00:00+08:00", text: "怎么退货") { outcome answer faqAnswer { text } } }',
    );
    expect(previewReception).toEqual({ outcome: 'ROUTED', answer: null, faqAnswer: null });
  });
});

describe('a buyer at night', () => {
  let session: string;

  it('SCH-14 SCH-16 RES-59 asks on a product page: the notice comes, and the answer with the product and the hours', async () => {
    session = await writes('请问多久发货?', { product: lamp, entryPoint: 'PRODUCT_PAGE' });
    await eventually(async () =>
      expect(await said(session)).toEqual([
        { sender: 'BUYER', text: '请问多久发货?' },
        { sender: 'AUTO', text: expect.stringContaining('不在工作时间') },
        { sender: 'AUTO', text: '台灯48小时内发货,接待时间10:00-19:00' },
      ]),
    );
  });

  it('SCH-16 SCH-18 a second question is answered at once, and there is no second notice', async () => {
    await writes('那怎么退货呢');
    expect((await said(session)).slice(3)).toEqual([
      { sender: 'BUYER', text: '那怎么退货呢' },
      { sender: 'AUTO', text: '签收后7天内可退货' },
    ]);
    await writes('好的');
    expect((await said(session)).map(({ sender }) => sender)).toEqual(['BUYER', 'AUTO', 'AUTO', 'BUYER', 'AUTO', 'BUYER']);
  });

  it('SCH-17 at opening it goes to an agent, and is answered by people from then on', async () => {
    await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
    await moveClock(system, at('2026-03-03T10:00:00'));
    await eventually(async () => expect((await shop.session(session)).state).toBe('ACTIVE'));
    await writes('怎么退货');
    expect((await said(session)).at(-1)).toEqual({ sender: 'BUYER', text: '怎么退货' });
  });
});

it('SCH-15 on a date that a closure rules a buyer is told of the closure, not of the week; in English where the shop speaks it', async () => {
  await shop.tell('owner', 'saveReceptionSchedule', { closures: [{ name: 'Stocktaking', from: '2026-03-05', to: '2026-03-06' }] });
  await shop.tell('owner', 'updateShopPolicy', { policy: { buyerLanguage: 'EN' } });
  await moveClock(system, at('2026-03-05T11:00:00'));
  const { session } = await shop.tell<{ session: { id: string } }>('connector', 'sendBuyerMessage', {
    buyer: buyerOf('b2'),
    text: 'hello',
  });
  await eventually(async () =>
    expect((await said(session.id))[1]?.text).toContain('Reception hours: closed Mar 5–Mar 6 (Stocktaking); Next reception: Mar 7, 10:00'),
  );
});
