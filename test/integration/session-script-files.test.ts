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
  shop = await house.openShop({}, 1, newId());
  [manager, agent] = [callerAs('OWNER', shop), callerAs('AGENT', shop)];
});

afterAll(() => house.close());

const act = (operation: string, input: object, selection: string, by = manager) =>
  ask(
    by,
    `mutation($input: ${operation.replace(/^./, (first) => first.toUpperCase())}Input!) { done: ${operation}(input: $input) { ${selection} } }`,
    {
      input: { shopId: shop, ...input },
    },
  );
interface Imported {
  readonly isSaved: boolean;
  readonly saved: number;
  readonly unchanged: number;
  readonly problems: readonly { readonly row: number; readonly column: string | null; readonly code: string }[];
}
const load = async (file: string | { readonly text: string }, more: object = {}, by = manager): Promise<Imported> => {
  const { data, refusals } = await act(
    'importScripts',
    { ...(typeof file === 'string' ? { csv: file } : file), ...more },
    'isSaved saved unchanged problems { row column code }',
    by,
  );
  expect(refusals).toEqual([]);
  return data['done'] as Imported;
};
const ofShop = async (selection: string, by = manager) => {
  const { data, refusals } = await ask(by, `query($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${selection} } } }`, {
    of: [{ __typename: 'Shop', id: shop }],
  });
  expect(refusals).toEqual([]);
  return (data['_entities'] as [Record<string, unknown>])[0];
};
const file = async (by = manager) => (await ofShop('scriptsCsv { csv scripts }', by))['scriptsCsv'] as { csv: string; scripts: number };
const scripts = async (by = manager) =>
  (
    (await ofShop('scripts(first: 100) { nodes { title text tier images keywords category { name } } }', by))['scripts'] as {
      nodes: Record<string, unknown>[];
    }
  ).nodes;
const category = async (name: string, parentId?: string): Promise<string> => {
  const { data } = await act('saveScriptCategory', { name, parentId }, 'category { id }');
  return (data['done'] as { category: { id: string } }).category.id;
};

const nothing = { isSaved: true, saved: 0, unchanged: 0, problems: [] };

describe('files of scripts', () => {
  it('KB-22 plain text out and in are the same scripts, and come to no doubles without their ids', async () => {
    await category('退换货', await category('售后'));
    const text =
      '标题: 催发货\n类型: PUBLIC\n一级分类: 售后\n二级分类: 退换货\n\n亲，今天就发\n\n请放心\n---\n类型: PUBLIC\n标题: 退货\n\n七天内可退';
    expect(await load({ text })).toMatchObject({ saved: 2, problems: [] });
    const out = (await ofShop('scriptsCsv { text }'))['scriptsCsv'] as { text: string };
    expect(await load({ text: out.text })).toMatchObject({ saved: 0, unchanged: 2 });
    expect(await load({ text })).toMatchObject({ saved: 0, unchanged: 2 });
  });

  it('KB-22 a script of plain text that is wrong is named by its line, and nothing is saved', async () => {
    const imported = await load({ text: '退货\n可退\n---\n一级分类: 没有\n标题: x\n\ny' });
    expect(imported).toMatchObject({ isSaved: false, problems: [{ row: 4, column: '一级分类', code: 'CATEGORY_NOT_FOUND' }] });
    expect(await scripts()).toEqual([]);
  });

  it('KB-22 one file, in one form', async () => {
    for (const input of [{}, { csv: 'title', text: 'x' }]) {
      const { refusals } = await act('importScripts', input, 'isSaved');
      expect(refusals[0]).toMatchObject({ code: 'BAD_USER_INPUT', field: 'csv' });
    }
  });

  it('KB-22 100 scripts out and in are the same 100, with their ids and without', async () => {
    await category('退换货', await category('售后'));
    const head = '\ufefftitle,text,tier,category,subcategory,images,keywords\r\n';
    const rows = Array.from(
      { length: 100 },
      (_, index) => `标题${index},"=您好, ""${index}""\r\n第二行",PUBLIC,售后,退换货,"i1\r\ni2",k${index}\r\n`,
    );
    expect(await load(head + rows.join(''))).toEqual({ ...nothing, saved: 100 });
    const first = await scripts();
    expect(first[7]).toEqual({
      title: '标题7',
      text: '=您好, "7"\r\n第二行',
      tier: 'PUBLIC',
      images: ['i1', 'i2'],
      keywords: ['k7'],
      category: { name: '退换货' },
    });
    const { csv, scripts: count } = await file();
    expect([count, csv.startsWith('\ufeffid,tier,'), csv.includes(`"'=您好`)]).toEqual([100, true, true]);
    expect(await load(csv)).toEqual({ ...nothing, unchanged: 100 });
    expect(await load(head + rows.join(''))).toEqual({ ...nothing, unchanged: 100 });
    expect(await scripts()).toEqual(first);
  });

  it('a bad row in many is named, and keeps all from being saved unless that is not wanted', async () => {
    const csv = `标题,内容,类型\nA,a,PUBLIC\nB,{天气},PUBLIC\n,c,PUBLIC\nD,d,STAFF\nA,a2,PUBLIC\n${'x'.repeat(101)},e,PUBLIC\nF,,PUBLIC\n`;
    const problems = [
      { row: 3, column: '内容', code: 'UNKNOWN_PLACEHOLDER' },
      { row: 4, column: '标题', code: 'BAD_USER_INPUT' },
      { row: 5, column: '类型', code: 'BAD_USER_INPUT' },
      { row: 6, column: '标题', code: 'BAD_USER_INPUT' },
      { row: 7, column: '标题', code: 'BAD_USER_INPUT' },
      { row: 8, column: '内容', code: 'BAD_USER_INPUT' },
    ];
    expect(await load(csv)).toEqual({ isSaved: false, saved: 1, unchanged: 0, problems });
    expect(await scripts()).toEqual([]);
    expect(await load(csv, { allOrNothing: false, dryRun: true })).toEqual({ isSaved: false, saved: 1, unchanged: 0, problems });
    expect(await scripts()).toEqual([]);
    expect(await load(csv, { allOrNothing: false })).toEqual({ isSaved: true, saved: 1, unchanged: 0, problems });
    expect((await scripts()).map(({ title }) => title)).toEqual(['A']);
  });

  it('KB-13 PRM-12 an agent brings its own scripts, and neither sees nor changes what is not its', async () => {
    expect(await load('title,text\nmine,x\n', {}, agent)).toEqual({ ...nothing, saved: 1 });
    expect(await load('title,text,tier\nours,x,PUBLIC\n', {}, agent)).toMatchObject({
      isSaved: false,
      problems: [{ row: 2, column: 'tier', code: 'FORBIDDEN' }],
    });
    expect((await file()).scripts).toBe(0);
    const [, id] = /\r\n([0-9a-f-]{36}),/.exec((await file(agent)).csv) ?? [];
    expect(await load(`id,title,text\n${id},theirs,x\n`)).toMatchObject({ problems: [{ row: 2, column: 'id', code: 'SCRIPT_NOT_FOUND' }] });
    expect(await load(`id,title,text\n${id},renamed,x\n`, {}, agent)).toEqual({ ...nothing, saved: 1 });
    expect((await scripts(agent)).map(({ title }) => title)).toEqual(['renamed']);
  });

  it.each([
    ['', 'csv'],
    ['text\nx\n', 'csv'],
    ['title,天气\nx,y\n', 'csv'],
    ['title,title\nx,y\n', 'csv'],
    ['title\n"x\n', 'csv'],
    [`title\n${'x\n'.repeat(1_001)}`, 'csv'],
  ])('%j is refused as a whole', async (csv, field) => {
    expect((await act('importScripts', { csv }, '__typename')).refusals).toEqual([{ code: 'INVALID_CSV', field }]);
  });

  it('a category that the shop has not is named; INV-3 a repeated import saves once', async () => {
    expect(await load('title,text,category\nA,a,售后\n')).toMatchObject({
      problems: [{ row: 2, column: 'category', code: 'CATEGORY_NOT_FOUND' }],
    });
    for (let times = 0; times < 2; times += 1)
      expect(await load('title,text\nA,a\n', { commandId: 'once' })).toEqual({ ...nothing, saved: 1 });
  });
});
