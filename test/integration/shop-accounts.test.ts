import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;

beforeAll(async () => {
  graph = await startShopGraph('shop-accounts-test');
});

afterAll(() => graph.close());

const shown = 'account { name nickname avatar department active removedAt } warnings { code field }';
const update = (by: Caller, accountId: string | null, to: object) => graph.act(by, 'updateAccount', { accountId, ...to }, shown);
const profile = (by: Caller, to: object) => graph.act(by, 'updateOwnProfile', to, shown);
const remove = (by: Caller, accountId: string | null) => graph.act(by, 'removeAccount', { accountId }, shown);

async function accountsOf(shop: OpenedShop, args = ''): Promise<string[]> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { accounts${args} { id } } } }`;
  const { data } = await graph.ask(shop.owner, query, { of: [{ __typename: 'Shop', id: shop.id }] });
  return (data['_entities'] as [{ accounts: { id: string }[] }])[0].accounts.map(({ id }) => id);
}

async function lastTold(shop: OpenedShop, account: string): Promise<Record<string, unknown>> {
  const told = { name: 'last-told', text: `SELECT value::json AS value FROM outbox WHERE subject = $1 ORDER BY seq DESC LIMIT 1` };
  const [row] = await graph.db.transaction([shop.id], (tx) => tx.query<{ value: Record<string, unknown> }>(told, [account]));
  return row!.value;
}

describe('PRM-8 names', () => {
  it('are changed by the main account: employee name and nickname', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    const { done } = await update(shop.owner, annie.account, { name: 'Annie', nickname: '小雨', department: ' 售后 ' });
    expect(done).toMatchObject({ account: { name: 'Annie', nickname: '小雨', department: '售后' } });
    expect(await lastTold(shop, annie.account)).toMatchObject({
      name: 'Annie',
      nickname: '小雨',
      department: '售后',
      avatar: null,
      removed: false,
    });
  });

  it.each(['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'] as const)(
    'and by the holder with the role %s: its own nickname and avatar, nothing else',
    async (role) => {
      const shop = await graph.open();
      const [self, other] = [await shop.hire(role), await shop.hire('AGENT')];
      const avatar = 'https://pictures.example/a.png?size=64';
      expect((await profile(self, { nickname: '小雨', avatar })).done).toMatchObject({ account: { name: role, nickname: '小雨', avatar } });
      expect((await profile(self, { avatar: null })).done).toMatchObject({ account: { nickname: '小雨', avatar: null } });
      for (const account of [self.account, other.account])
        expect((await update(self, account, { nickname: 'x' })).refusal).toMatchObject({ code: 'FORBIDDEN' });
      const granted = { ...self, permissions: ['accounts:write'] };
      expect((await update(granted, other.account, { nickname: 'x' })).done).toMatchObject({ account: { nickname: 'x' } });
    },
  );

  it('take an id of ours for a picture', async () => {
    const [shop, avatar] = [await graph.open(), newId()];
    expect((await profile(shop.owner, { avatar })).done).toMatchObject({ account: { avatar } });
  });

  it.each([
    ['avatar', 'http://pictures.example/a.png'],
    ['avatar', 'javascript:alert(1)'],
    ['avatar', 'https://user:secret@pictures.example/a.png'],
    ['avatar', 'https://pictures.example/a b'],
    ['avatar', `https://pictures.example/${'a'.repeat(500)}`],
    ['avatar', ''],
    ['nickname', ' '],
    ['nickname', 'a\u0000'],
  ])('with %s %j are refused, and nothing is stored', async (field, value) => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    expect((await profile(annie, { nickname: 'N', [field]: value })).refusal).toEqual({ code: 'BAD_USER_INPUT', field });
    expect(await lastTold(shop, annie.account)).toMatchObject({ version: 1, nickname: 'AGENT', avatar: null });
  });

  it('INV-6 are those of an account of the own shop', async () => {
    const [mine, theirs] = [await graph.open(), await graph.open()];
    const stranger = mine.as('AGENT', { account: theirs.owner.account });
    expect((await profile(stranger, { nickname: 'x' })).refusal).toEqual({ code: 'ACCOUNT_NOT_FOUND', field: 'accountId' });
  });
});

describe('an account that is removed', () => {
  it('is not active, is listed only when asked for, and is told', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    expect((await remove(shop.owner, annie.account)).done).toMatchObject({
      account: { active: false, removedAt: '2026-03-02T02:00:00.000Z' },
    });
    expect(await accountsOf(shop)).toEqual([shop.owner.account]);
    expect(await accountsOf(shop, '(removed: true)')).toEqual([shop.owner.account, annie.account]);
    expect(await lastTold(shop, annie.account)).toMatchObject({ version: 2, active: false, removed: true });
  });

  it('cannot return, and is removed once', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    await graph.act(shop.owner, 'grantPermission', { accountId: annie.account, permission: 'schedule:write' }, 'account { id }');
    for (let times = 0; times < 2; times += 1)
      expect((await remove(shop.owner, annie.account)).done).toMatchObject({ account: { active: false } });
    const grant = { accountId: annie.account, permission: 'schedule:write' };
    for (const { refusal } of [
      await update(shop.owner, annie.account, { active: true }),
      await profile(annie, { nickname: 'x' }),
      await graph.act(shop.owner, 'grantPermission', grant, 'account { id }'),
      await graph.act(shop.owner, 'revokePermission', grant, 'account { id }'),
    ])
      expect(refusal).toEqual({ code: 'ACCOUNT_NOT_FOUND', field: 'accountId' });
    const grants = { name: 'grants-left', text: 'SELECT permission FROM account_grant WHERE account_id = $1' };
    expect(await graph.db.transaction([shop.id], (tx) => tx.query(grants, [annie.account]))).toEqual([]);
    expect(await lastTold(shop, annie.account)).toMatchObject({ version: 3 });
  });

  it('answers a repeated command as the first time', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    const again = () => graph.act(shop.owner, 'removeAccount', { accountId: annie.account, commandId: 'r-1' }, shown);
    const first = await again();
    expect(first.done).not.toBeNull();
    expect(await again()).toEqual(first);
  });

  it('leaves its position', async () => {
    const shop = await graph.open();
    const { done } = await graph.act(shop.owner, 'createPosition', { name: 'p', rights: [] }, 'position { id }');
    const positionId = (done as { position: { id: string } }).position.id;
    await remove(shop.owner, (await shop.hire('AGENT', { positionId })).account);
    expect((await graph.act(shop.owner, 'removePosition', { positionId }, 'position { id }')).refusal).toBeUndefined();
  });
});

describe('the main account cannot be locked out', () => {
  it('it is neither removed nor deactivated, and keeps its role', async () => {
    const shop = await graph.open();
    const { account } = shop.owner;
    expect((await remove(shop.owner, account)).refusal).toEqual({ code: 'OWNER_REQUIRED', field: 'accountId' });
    expect((await update(shop.owner, account, { active: false })).refusal).toEqual({ code: 'OWNER_REQUIRED', field: 'active' });
    expect((await graph.act(shop.owner, 'updateAccount', { accountId: account, roles: ['AGENT'] }, 'account { roles }')).done).toEqual({
      account: { roles: ['AGENT', 'OWNER'] },
    });
  });

  it('PRM-8 an administrator who may change accounts changes sub-accounts only', async () => {
    const shop = await graph.open();
    const [adam, annie] = [await shop.hire('ADMIN'), await shop.hire('AGENT')];
    const clerk = { ...adam, permissions: ['accounts:write'] };
    for (const change of [{ name: 'x' }, { nickname: 'x' }, { roles: ['AGENT'] }, { imEnabled: false }, { positionId: null }])
      expect((await update(clerk, shop.owner.account, change)).refusal).toEqual({ code: 'OWNER_REQUIRED', field: 'accountId' });
    expect((await update(clerk, annie.account, { name: 'x' })).done).toMatchObject({ account: { name: 'x' } });
    expect((await update(shop.owner, shop.owner.account, { name: 'x' })).done).toMatchObject({ account: { name: 'x' } });
  });

  it('PRM-7 its IM permission takes the workbench from nobody, and says so', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    expect((await update(shop.owner, shop.owner.account, { imEnabled: false })).done).toMatchObject({
      warnings: [{ code: 'OWNER_KEEPS_WORKBENCH', field: 'imEnabled' }],
    });
    expect((await update(shop.owner, annie.account, { imEnabled: false })).done).toMatchObject({ warnings: [] });
  });

  it('while the last administrator may go', async () => {
    const shop = await graph.open();
    const adam = await shop.hire('ADMIN');
    expect((await remove(shop.owner, adam.account)).refusal).toBeUndefined();
  });
});
