import type { AuditEntry } from '#libs/platform/audit/audit-tables';
import type { Caller } from '#libs/platform/access/caller';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;
let shop: OpenedShop;

beforeAll(async () => {
  graph = await startShopGraph('audit-list-test');
  shop = await graph.open();
});

afterAll(() => graph.close());

const list = async (by: Caller, args = '', shopId = shop.id) =>
  graph.ask(
    by,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { audit { shop${args} { hasNextPage endCursor
      entries { seq at actorKind actorId operation onKind onId changes { field before after } hash } } } } } }`,
    { of: [{ __typename: 'Shop', id: shopId }] },
  );
const pageOf = ({ data, refusals }: Awaited<ReturnType<typeof list>>) => {
  expect(refusals).toEqual([]);
  const [found] = data['_entities'] as [{ audit: { shop: { hasNextPage: boolean; endCursor: string | null; entries: AuditEntry[] } } }];
  return found.audit.shop;
};

it('lines come newest first, page by page, with each line once', async () => {
  for (let count = 0; count < 20; count += 1) await shop.hire('AGENT');
  const all = pageOf(await list(shop.owner, '(first: 100)'));
  expect(all.hasNextPage).toBe(false);
  expect(all.entries.length).toBeGreaterThan(20);
  const seen: number[] = [];
  let after = '';
  for (let more = true; more;) {
    const page = pageOf(await list(shop.owner, `(first: 7${after})`));
    seen.push(...page.entries.map(({ seq }) => seq));
    [more, after] = [page.hasNextPage, `, after: "${page.endCursor}"`];
  }
  expect(seen).toEqual(all.entries.map(({ seq }) => seq));
  expect(seen.at(-1)).toBe(1);
});

it('lines are asked by who, what, on what and when', async () => {
  const { account } = await shop.hire('ADMIN');
  const admin = shop.as('ADMIN', { account });
  await graph.act(shop.owner, 'applyPreset', { preset: 'TAOBAO' }, 'shop { id }');
  graph.now = new Date('2026-03-05T02:00:00Z');
  await graph.act(admin, 'applyPreset', { preset: 'DOUYIN' }, 'shop { id }');
  const found = async (filter: string) => pageOf(await list(shop.owner, `(filter: { ${filter} })`)).entries;
  const [line, ...others] = await found(`who: "${account}"`);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ operation: 'applyPreset', onKind: 'SHOP', onId: shop.id, at: '2026-03-05T02:00:00.000Z' });
  expect(line).toMatchObject({
    changes: expect.arrayContaining([{ field: 'preset', before: '"TAOBAO"', after: '"DOUYIN"' }]) as unknown,
  });
  expect(await found('from: "2026-03-05T02:00:00Z"')).toEqual([line]);
  expect(await found('from: "2026-03-05T02:00:00.001Z"')).toEqual([]);
  expect((await found('to: "2026-03-05T02:00:00Z", what: "applyPreset"')).map(({ operation }) => operation)).toEqual(['applyPreset']);
  expect((await found(`on: "${account}"`)).map(({ operation }) => operation)).toEqual(['createAccount']);
});

it('PRM-1 the list needs the permission audit:read, which can be given', async () => {
  const manager = shop.as('CS_ADMIN');
  expect((await list(manager)).refusals).toEqual([{ code: 'FORBIDDEN', field: undefined }]);
  expect(pageOf(await list({ ...manager, permissions: ['audit:read'] })).entries.length).toBeGreaterThan(0);
});

it('INV-6 the list shows nothing of another shop', async () => {
  const other = await graph.open();
  expect(pageOf(await list(other.owner, '', other.id)).entries.map(({ operation }) => operation)).toEqual(['createShop']);
  expect((await list(other.owner)).refusals).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'id' }]);
  const entity = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Audit { shop { entries { seq } } } } }';
  expect((await graph.ask(other.owner, entity, { of: [{ __typename: 'Audit', id: shop.id }] })).refusals).toEqual([
    { code: 'SHOP_NOT_FOUND', field: 'id' },
  ]);
});

it.each([
  ['(first: 0)', 'first'],
  ['(first: 101)', 'first'],
  ['(after: "nonsense")', 'after'],
  ['(filter: { from: "yesterday" })', 'filter.from'],
])('the list refuses %s and names the field', async (args, field) => {
  expect((await list(shop.owner, args)).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
});
