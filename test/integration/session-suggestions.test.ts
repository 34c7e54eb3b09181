import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { openSessionHouse, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let shop: string;
let manager: Caller;
let agent: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
});

beforeEach(async () => {
  house.setClock('2026-03-02T02:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
  [manager, agent] = [callerAs('OWNER', shop), callerAs('AGENT', shop)];
});

afterAll(() => house.close());

const act = async (operation: string, input: object, by = manager): Promise<void> => {
  const type = `${operation.replace(/^./, (first) => first.toUpperCase())}Input!`;
  const { refusals } = await ask(by, `mutation($input: ${type}) { ${operation}(input: $input) { __typename } }`, {
    input: { shopId: shop, ...input },
  });
  expect(refusals).toEqual([]);
};
const faq = (question: string, keywords: string[] = []) => act('saveFaqEntry', { question, keywords, answer: 'A' });
const script = (title: string, more: object = {}, by = manager) => act('saveScript', { title, text: 'x', tier: 'PUBLIC', ...more }, by);
const opened = async (text: string): Promise<string> => (await house.write(newId(), { shopId: shop, text })).session!.id;
const suggest = (sessionId: string, more: object = {}, by = agent) =>
  ask(
    by,
    `query($shopId: ID!, $sessionId: ID!, $typed: String, $first: Int) {
      all: suggestReplies(shopId: $shopId, sessionId: $sessionId, typed: $typed, first: $first) { because words script { title } faqEntry { question } } }`,
    { shopId: shop, sessionId, ...more },
  );
const names = async (sessionId: string, more: object = {}, by = agent) => {
  const { data, refusals } = await suggest(sessionId, more, by);
  expect(refusals).toEqual([]);
  type Named = { because: string; words: string; script: { title: string } | null; faqEntry: { question: string } | null };
  return (data['all'] as Named[]).map((each) => [each.script?.title ?? each.faqEntry?.question, each.because, each.words]);
};

describe('suggestReplies', () => {
  it('KB-9 recommends what the buyer’s last message asks for, and says by which words', async () => {
    await faq('多久发货');
    await faq('赠品', ['礼物']);
    await script('礼袋说明', { keywords: ['赠品'] });
    await script('发票');
    const id = await opened('多久发货');
    expect(await names(id)).toEqual([['多久发货', 'BUYER_MESSAGE', '多久发货']]);
    const asking = await opened('有赠品吗');
    expect(await names(asking)).toEqual([
      ['赠品', 'BUYER_MESSAGE', '赠品'],
      ['礼袋说明', 'BUYER_MESSAGE', '赠品'],
    ]);
    expect(await names(await opened('在吗'))).toEqual([]);
  });

  it('KB-10 recommends what the agent types first, each once', async () => {
    await faq('有赠品吗', ['赠品']);
    await script('赠品礼袋');
    await script('发货时间', { keywords: ['发货'] });
    const id = await opened('什么时候发货');
    expect(await names(id, { typed: '赠' })).toEqual([
      ['有赠品吗', 'TYPED', '赠'],
      ['赠品礼袋', 'TYPED', '赠'],
      ['发货时间', 'BUYER_MESSAGE', '发货'],
    ]);
    expect(await names(id, { typed: 'zengpin' })).toEqual([
      ['赠品礼袋', 'TYPED', 'zengpin'],
      ['发货时间', 'BUYER_MESSAGE', '发货'],
    ]);
    expect(await names(id, { typed: '发货' })).toEqual([['发货时间', 'TYPED', '发货']]);
    expect(await names(id, { typed: '赠', first: 1 })).toEqual([['有赠品吗', 'TYPED', '赠']]);
  });

  it('PRM-12 INV-6 recommends what the caller sees and may use today, in its own shop', async () => {
    await script('mine', { keywords: ['发货'], tier: 'PERSONAL' }, agent);
    await script('old', { keywords: ['发货'], validUntil: '2026-03-01' });
    const id = await opened('发货');
    expect(await names(id)).toEqual([['mine', 'BUYER_MESSAGE', '发货']]);
    expect(await names(id, {}, callerAs('AGENT', shop))).toEqual([]);
    expect((await suggest(newId())).refusals).toEqual([{ code: 'SESSION_NOT_FOUND', field: 'sessionId' }]);
    expect((await suggest(id, { typed: 'x'.repeat(201) })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'typed' }]);
    expect((await suggest(id, {}, callerAs('CONNECTOR', shop))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
