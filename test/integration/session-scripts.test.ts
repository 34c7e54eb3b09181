import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { features } from '#services/session/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { account, openSessionHouse, type SessionHouse } from './session-house';

let house: SessionHouse;
let ask: Ask;
let shop: string;
let manager: Caller;
let agentA: Caller;
let agentB: Caller;

beforeAll(async () => {
  house = await openSessionHouse();
  const { resolvers, extra } = features(house.deps);
  ask = askSubgraph('session', resolvers, extra);
});

beforeEach(async () => {
  house.setClock('2026-03-02T14:00:00.000Z');
  shop = await house.openShop({}, 1, newId());
  [manager, agentA, agentB] = [callerAs('CS_ADMIN', shop), callerAs('AGENT', shop), callerAs('AGENT', shop)];
  await house.hear(account(shop, agentA.account!, 1, true, { department: 'sales' }), account(shop, agentB.account!, 1, true));
});

afterAll(() => house.close());

const fields =
  'id version tier owner { id } department category { id name parent { name } } title text placeholders images keywords validFrom validUntil offered position uses usesBy { agent { id } uses } changedBy { id } deletedAt';
type Script = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

const act = async (operation: string, input: object, by: Caller, selection: string) => {
  const type = `${operation.replace(/^./, (first) => first.toUpperCase())}Input!`;
  return ask(by, `mutation($input: ${type}) { done: ${operation}(input: $input) { ${selection} } }`, { input: { shopId: shop, ...input } });
};
const doing = async (operation: string, input: object, by = manager): Promise<Script> => {
  const { data, refusals } = await act(operation, input, by, `script { ${fields} }`);
  expect(refusals).toEqual([]);
  return (data['done'] as { script: Script }).script;
};
const save = (input: object, by = manager): Promise<Script> => doing('saveScript', input, by);
const refusalOf = async (operation: string, input: object, by = manager) => (await act(operation, input, by, '__typename')).refusals;
const category = async (input: object): Promise<string> => {
  const { data, refusals } = await act('saveScriptCategory', input, manager, 'category { id }');
  expect(refusals).toEqual([]);
  return (data['done'] as { category: { id: string } }).category.id;
};
const ofShop = async (selection: string, by: Caller, of = shop) => {
  const { data, refusals } = await ask(by, `query($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${selection} } } }`, {
    of: [{ __typename: 'Shop', id: of }],
  });
  return { refusals, shop: (data['_entities'] as [Record<string, unknown> | null] | undefined)?.[0] };
};
interface Page {
  readonly nodes: readonly { readonly title: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const list = async (args: string, by = manager): Promise<Page> => {
  const { shop: found, refusals } = await ofShop(
    `scripts${args && `(${args})`} { nodes { title } pageInfo { hasNextPage endCursor } }`,
    by,
  );
  expect(refusals).toEqual([]);
  return found!['scripts'] as Page;
};
const titles = async (args: string, by = manager) => (await list(args, by)).nodes.map(({ title }) => title);

const hello = { title: '问候', text: '您好,我是{客服昵称}', tier: 'PUBLIC' };

describe('a script', () => {
  it('KB-13 is saved, changed, taken away and brought back; each change counts the version', async () => {
    const first = await save({ ...hello, images: ['i1', 'i2'], keywords: ['hi'], validUntil: '2026-03-31' });
    expect(first).toEqual({
      ...hello,
      id: expect.any(String),
      version: 1,
      owner: null,
      department: null,
      category: null,
      text: '您好,我是{agentName}',
      placeholders: ['agentName'],
      images: ['i1', 'i2'],
      keywords: ['hi'],
      validFrom: null,
      validUntil: '2026-03-31',
      offered: false,
      position: 1,
      uses: 0,
      usesBy: [],
      changedBy: { id: manager.account },
      deletedAt: null,
    });
    const named = { scriptId: first.id };
    expect(await save({ ...named, title: '招呼', expectedVersion: 1 })).toEqual({ ...first, title: '招呼', version: 2 });
    expect(await doing('removeScript', { ...named, expectedVersion: 2 })).toMatchObject({
      version: 3,
      deletedAt: '2026-03-02T14:00:00.000Z',
    });
    expect(await titles('')).toEqual([]);
    expect(await titles('deleted: true')).toEqual(['招呼']);
    expect(await refusalOf('saveScript', { ...named, title: 'X' })).toEqual([{ code: 'SCRIPT_NOT_FOUND', field: 'scriptId' }]);
    expect(await doing('restoreScript', named)).toEqual({ ...first, title: '招呼', version: 4 });
    expect(await doing('restoreScript', named)).toMatchObject({ version: 4 });
  });

  it('KB-17 of two changes at a time one is told that it looked at an old version; INV-3 a repeated one is done once', async () => {
    const { id } = await save({ ...hello, commandId: 'once' });
    expect(await save({ ...hello, commandId: 'once' })).toMatchObject({ id, version: 1 });
    expect(await titles('')).toEqual(['问候']);
    const both = await Promise.all(['A', 'B'].map((title) => refusalOf('saveScript', { scriptId: id, title, expectedVersion: 1 })));
    expect(both.map(([refused]) => refused?.code).sort()).toEqual(['VERSION_CONFLICT', undefined]);
    expect(await refusalOf('removeScript', { scriptId: id, expectedVersion: 1 })).toEqual([
      { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
    ]);
  });

  it('PRM-12 KB-13 is seen by whom it is for, and unknown to others', async () => {
    await save({ ...hello, title: 'public' });
    const ofSales = await save({ ...hello, title: 'sales', tier: 'DEPARTMENT', department: 'sales' });
    const own = await save({ title: 'own', text: 'x' }, agentA);
    expect(own).toMatchObject({ tier: 'PERSONAL', owner: { id: agentA.account } });
    expect(await titles('', agentA)).toEqual(['public', 'sales', 'own']);
    expect(await titles('', agentB)).toEqual(['public']);
    expect(await titles('')).toEqual(['public', 'sales']);
    expect(await titles('tier: PERSONAL', agentA)).toEqual(['own']);
    for (const [by, script] of [
      [agentB, own],
      [manager, own],
      [agentB, ofSales],
    ] as const)
      for (const operation of ['saveScript', 'removeScript', 'restoreScript'])
        expect(await refusalOf(operation, { scriptId: script.id }, by)).toEqual([{ code: 'SCRIPT_NOT_FOUND', field: 'scriptId' }]);
    await house.hear(account(shop, agentB.account!, 2, true, { department: 'sales' }));
    expect(await titles('', agentB)).toEqual(['public', 'sales']);
  });

  it('KB-13 of the team is written by those who keep it', async () => {
    const { id } = await save(hello);
    for (const input of [{ scriptId: id, title: 'X' }, hello, { ...hello, tier: 'DEPARTMENT' }])
      expect(await refusalOf('saveScript', input, agentA)).toEqual([{ code: 'FORBIDDEN', field: 'tier' }]);
    expect(await refusalOf('removeScript', { scriptId: id }, agentA)).toEqual([{ code: 'FORBIDDEN', field: 'tier' }]);
    expect(await refusalOf('sortScripts', { scriptIds: [id] }, agentA)).toEqual([{ code: 'FORBIDDEN', field: 'tier' }]);
    expect(await refusalOf('saveScriptCategory', { name: 'A' }, agentA)).toMatchObject([{ code: 'FORBIDDEN' }]);
    await save({ title: 'mine', text: 'x' }, callerAs('OPERATIONS', shop));
    expect((await ofShop('scripts { nodes { id } }', callerAs('CONNECTOR', shop))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('stays in the order that people gave, whatever is changed', async () => {
    const [a, b, c] = [await save({ ...hello, title: 'a' }), await save({ ...hello, title: 'b' }), await save({ ...hello, title: 'c' })];
    const { data } = await act('sortScripts', { scriptIds: [c.id, a.id, b.id] }, manager, 'moved');
    expect(data['done']).toEqual({ moved: 3 });
    await save({ scriptId: a.id, title: 'a2' });
    await save({ ...hello, title: 'd' });
    expect(await titles('')).toEqual(['c', 'a2', 'b', 'd']);
    const page = await list('first: 3');
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(await titles(`first: 3, after: "${page.pageInfo.endCursor}"`)).toEqual(['d']);
    expect(await refusalOf('sortScripts', { scriptIds: [a.id, newId()] })).toEqual([{ code: 'SCRIPT_NOT_FOUND', field: 'scriptIds.1' }]);
    expect(await refusalOf('sortScripts', { scriptIds: [a.id, a.id] })).toEqual([{ code: 'BAD_USER_INPUT', field: 'scriptIds' }]);
  });

  it('is valid by the dates of the shop’s zone', async () => {
    await save({ ...hello, title: 'march', validFrom: '2026-03-03', validUntil: '2026-03-03' });
    await save({ ...hello, title: 'ever' });
    house.setClock('2026-03-02T15:59:59.999Z');
    expect(await titles('validOnly: true')).toEqual(['ever']);
    house.setClock('2026-03-02T16:00:00.000Z');
    expect(await titles('validOnly: true')).toEqual(['march', 'ever']);
    house.setClock('2026-03-03T16:00:00.000Z');
    expect(await titles('validOnly: true')).toEqual(['ever']);
    expect(await titles('')).toEqual(['march', 'ever']);
  });

  it('RES-89 what is said is stored as it was said, HTML and line ends too', async () => {
    const text = '<script>alert(1)</script>\r\n"; DROP TABLE script; --\u200f';
    expect(await save({ ...hello, text })).toMatchObject({ text });
  });

  it.each([
    [{ ...hello, text: '{天气}' }, 'UNKNOWN_PLACEHOLDER', 'text'],
    [{ title: 'A' }, 'BAD_USER_INPUT', 'text'],
    [{ text: 'A' }, 'BAD_USER_INPUT', 'title'],
    [{ ...hello, title: '' }, 'BAD_USER_INPUT', 'title'],
    [{ ...hello, title: 'a\u0000' }, 'BAD_USER_INPUT', 'title'],
    [{ ...hello, text: '\ud800' }, 'BAD_USER_INPUT', 'text'],
    [{ ...hello, text: 'x'.repeat(3_001) }, 'BAD_USER_INPUT', 'text'],
    [{ ...hello, images: Array.from({ length: 10 }, () => 'i') }, 'BAD_USER_INPUT', 'images'],
    [{ ...hello, keywords: ['k'.repeat(31)] }, 'BAD_USER_INPUT', 'keywords.0'],
    [{ ...hello, validFrom: '2026-02-30' }, 'INVALID_RANGE', 'validFrom'],
    [{ ...hello, tier: 'DEPARTMENT' }, 'BAD_USER_INPUT', 'department'],
    [{ ...hello, categoryId: newId() }, 'CATEGORY_NOT_FOUND', 'categoryId'],
    [{ ...hello, scriptId: newId() }, 'SCRIPT_NOT_FOUND', 'scriptId'],
    [{ ...hello, expectedVersion: 1 }, 'VERSION_CONFLICT', 'expectedVersion'],
  ])('%j is refused, and nothing is stored', async (input, code, field) => {
    expect(await refusalOf('saveScript', input)).toEqual([{ code, field }]);
    expect(await titles('')).toEqual([]);
  });

  it('INV-6 of another shop is unknown', async () => {
    const { id } = await save(hello);
    const other = await house.openShop({}, 1, newId());
    const theirs = callerAs('OWNER', other);
    expect(await refusalOf('saveScript', { shopId: other, scriptId: id }, theirs)).toEqual([
      { code: 'SCRIPT_NOT_FOUND', field: 'scriptId' },
    ]);
    expect((await ofShop('scripts { nodes { id } }', theirs)).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
  });
});

describe('categories', () => {
  it('KB-14 have two levels; a script of a category below is listed with the one above', async () => {
    const care = await category({ name: '售后' });
    const returns = await category({ name: '退换货', parentId: care });
    expect(await refusalOf('saveScriptCategory', { name: '尺码', parentId: returns })).toEqual([
      { code: 'CATEGORY_DEPTH', field: 'parentId' },
    ]);
    expect(await save({ ...hello, title: 'below', categoryId: returns })).toMatchObject({
      category: { name: '退换货', parent: { name: '售后' } },
    });
    await save({ ...hello, title: 'above', categoryId: care });
    await save({ ...hello, title: 'none' });
    expect(await titles(`categoryId: "${care}"`)).toEqual(['below', 'above']);
    expect(await titles(`categoryId: "${returns}"`)).toEqual(['below']);
    const { shop: found } = await ofShop('scriptCategories { name parent { name } children { name parent { name } } }', agentA);
    expect(found!['scriptCategories']).toEqual([{ name: '售后', parent: null, children: [{ name: '退换货', parent: { name: '售后' } }] }]);
  });

  it('KB-14 are taken away only when nothing is in them; what was taken away comes back without a category that is gone', async () => {
    const care = await category({ name: '售后' });
    const { id } = await save({ ...hello, categoryId: care });
    expect(await refusalOf('removeScriptCategory', { categoryId: care })).toEqual([{ code: 'CATEGORY_IN_USE', field: 'categoryId' }]);
    await doing('removeScript', { scriptId: id });
    expect(await refusalOf('removeScriptCategory', { categoryId: care })).toEqual([]);
    expect(await doing('restoreScript', { scriptId: id })).toMatchObject({ category: null });
    expect(await refusalOf('removeScriptCategory', { categoryId: care })).toEqual([{ code: 'CATEGORY_NOT_FOUND', field: 'categoryId' }]);
  });
});

describe('scripts that are used often', () => {
  const used = (scriptId: string, agentId: string, uses: number) =>
    house.deps.db.transaction([shop], (tx) =>
      tx.query({ name: 'use-some', text: 'INSERT INTO script_use VALUES ($1, $2, $3, $4, now())' }, [shop, scriptId, agentId, uses]),
    );
  const proposals = async (by: Caller) =>
    (await ofShop('scriptProposals { scriptId owner { id } uses script { title } }', by)).shop!['scriptProposals'];

  it('KB-23 are proposed to be made public; PRM-12 what a personal one says is told once its owner offers it', async () => {
    const own = await save({ title: 'own', text: 'x' }, agentA);
    const ofSales = await save({ ...hello, title: 'sales', tier: 'DEPARTMENT', department: 'sales' });
    const ofAll = await save(hello);
    await used(own.id, agentA.account!, 50);
    await used(ofSales.id, agentA.account!, 30);
    await used(ofSales.id, agentB.account!, 19);
    await used(ofAll.id, agentB.account!, 99);
    const proposed = { scriptId: own.id, owner: { id: agentA.account }, uses: 50 };
    expect(await proposals(manager)).toEqual([{ ...proposed, script: null }]);
    expect(await proposals(agentA)).toEqual([{ ...proposed, script: { title: 'own' } }]);
    expect(await proposals(agentB)).toEqual([]);
    expect(await refusalOf('saveScript', { scriptId: own.id, tier: 'PUBLIC' })).toEqual([{ code: 'SCRIPT_NOT_FOUND', field: 'scriptId' }]);
    await save({ scriptId: own.id, offered: true }, agentA);
    expect(await proposals(manager)).toEqual([{ ...proposed, script: { title: 'own' } }]);
    expect(await save({ scriptId: own.id, tier: 'PUBLIC' })).toMatchObject({
      tier: 'PUBLIC',
      owner: null,
      offered: false,
      uses: 50,
      usesBy: [{ agent: { id: agentA.account }, uses: 50 }],
    });
    expect(await proposals(manager)).toEqual([]);
    expect(await titles('', agentB)).toEqual(['own', '问候']);
  });
});
