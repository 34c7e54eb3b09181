import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { account, openSessionHouse, type SessionHouse } from './session-house';

let house: SessionHouse;
/** Two processes of the service on one database, each with its own index. */
let processes: readonly Ask[];
let shop: string;
let manager: Caller;
let agentA: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  processes = [1, 2].map(() => {
    const { resolvers, extra } = features(house.deps);
    return askSubgraph('session', resolvers, extra);
  });
});

beforeEach(async () => {
  house.setClock('2026-03-02T14:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
  [manager, agentA] = [callerAs('OWNER', shop), callerAs('AGENT', shop)];
  await house.hear(account(shop, agentA.account!, 1, true, { department: 'sales' }));
});

afterAll(() => house.close());

const act = async (operation: string, input: object, by = manager): Promise<string> => {
  const type = `${operation.replace(/^./, (first) => first.toUpperCase())}Input!`;
  const made = operation === 'saveScriptCategory' ? 'category { id }' : 'script { id }';
  const { data, refusals } = await processes[0]!(by, `mutation($input: ${type}) { done: ${operation}(input: $input) { made: ${made} } }`, {
    input: { shopId: shop, ...input },
  });
  expect(refusals).toEqual([]);
  return (data['done'] as { made: { id: string } }).made.id;
};
const save = (title: string, input: object = {}, by = manager) => act('saveScript', { title, text: 'x', tier: 'PUBLIC', ...input }, by);
const search = (query: string, by = manager, args = '', at = 1) =>
  processes[at]!(
    by,
    `query($shop: ID!, $query: String!) { hits: searchScripts(shopId: $shop, query: $query ${args}) { script { title } field reading kind } }`,
    {
      shop,
      query,
    },
  );
const found = async (query: string, by = manager, args = '', at = 1): Promise<string[]> => {
  const { data, refusals } = await search(query, by, args, at);
  expect(refusals).toEqual([]);
  return (data['hits'] as { script: { title: string } }[]).map(({ script }) => script.title);
};

describe('searchScripts', () => {
  it('KB-15 finds by part, gap, error, pinyin and initials, and says why', async () => {
    await save('退货的运费谁承担');
    await save('多久发货');
    expect((await search('退货运')).data['hits']).toEqual([
      { script: { title: '退货的运费谁承担' }, field: 'TITLE', reading: 'WRITTEN', kind: 'GAPS' },
    ]);
    expect((await search('发火')).data['hits']).toEqual([
      { script: { title: '多久发货' }, field: 'TITLE', reading: 'PINYIN', kind: 'PART' },
    ]);
    expect((await search('fh')).data['hits']).toEqual([
      { script: { title: '多久发货' }, field: 'TITLE', reading: 'INITIALS', kind: 'PART' },
    ]);
    expect(await found('fahuo')).toEqual(['多久发货']);
    expect(await found('fahuo', manager, 'pinyin: false')).toEqual([]);
  });

  it('KB-15 KB-17 what one process has saved another finds at once, as it is now', async () => {
    const id = await save('多久发货');
    expect([await found('发货', manager, '', 0), await found('发货')]).toEqual([['多久发货'], ['多久发货']]);
    await act('saveScript', { scriptId: id, title: '怎么退款' });
    expect([await found('发货'), await found('退款')]).toEqual([[], ['怎么退款']]);
    await act('removeScript', { scriptId: id });
    expect(await found('退款')).toEqual([]);
    await act('restoreScript', { scriptId: id });
    expect([await found('退款'), await found('退款', manager, '', 0)]).toEqual([['怎么退款'], ['怎么退款']]);
  });

  it('PRM-12 KB-15 finds what the caller sees only, in one order for all', async () => {
    await save('发货 public');
    await save('发货 sales', { tier: 'DEPARTMENT', department: 'sales' });
    await save('发货 care', { tier: 'DEPARTMENT', department: 'care' });
    await save('发货 mine', { tier: 'PERSONAL' }, agentA);
    expect(await found('发货', agentA)).toEqual(['发货 mine', '发货 sales', '发货 public']);
    expect(await found('发货', agentA, 'tier: PERSONAL')).toEqual(['发货 mine']);
    expect(await found('发货', callerAs('AGENT', shop))).toEqual(['发货 public']);
    expect(await found('发货')).toEqual(['发货 care', '发货 sales', '发货 public']);
    expect((await search('发货', callerAs('BUYER', shop))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await search('发货', callerAs('OWNER', newId()))).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
  });

  it('KB-15 KB-14 finds by the category’s name, the new one at once', async () => {
    const care = await act('saveScriptCategory', { name: '售后' });
    const returns = await act('saveScriptCategory', { name: '退换货', parentId: care });
    await save('A', { categoryId: returns });
    expect([await found('退换货'), await found('售后'), await found('sh')]).toEqual([['A'], ['A'], ['A']]);
    await act('saveScriptCategory', { categoryId: care, name: '服务' });
    expect([await found('售后'), await found('服务')]).toEqual([[], ['A']]);
  });

  it('finds what may be used today', async () => {
    await save('发货', { validFrom: '2026-03-03', validUntil: '2026-03-03' });
    expect(await found('发货')).toEqual([]);
    house.setClock('2026-03-02T16:00:00.000Z');
    expect(await found('发货')).toEqual(['发货']);
  });

  it.each([
    ['x'.repeat(201), 'query'],
    ['\u0000', 'query'],
    ['\ud800', 'query'],
  ])('%j is refused', async (query, field) => {
    expect((await search(query)).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  });

  it('nothing finds nothing, and no more are answered than asked for', async () => {
    for (let number = 0; number < 4; number += 1) await save(`发货${number}`);
    expect([await found(''), await found('😀'), await found('发货', manager, 'first: 2')]).toEqual([[], [], ['发货0', '发货1']]);
    expect((await search('发货', manager, 'first: 51')).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
  });

  it('KB-15 many searches and changes at a time: none misses what was there before it', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        await save(`发货 ${String.fromCharCode(97 + number)}${number}`);
        expect(await found(`发货 ${String.fromCharCode(97 + number)}${number}`, manager, 'first: 1', number % 2)).toEqual([
          `发货 ${String.fromCharCode(97 + number)}${number}`,
        ]);
      }),
    );
  });
});
