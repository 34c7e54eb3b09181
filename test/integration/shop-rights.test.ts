import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;

beforeAll(async () => {
  graph = await startShopGraph('shop-rights-test');
});

beforeEach(() => {
  graph.now = new Date('2026-03-02T02:00:00Z');
});

afterAll(() => graph.close());

const ofAccount = 'account { id effectivePermissions { permission source via grantedBy { id } until } }';
const grant = (by: Caller, to: Caller, permission = 'schedule:write', more: object = {}) =>
  graph.act(by, 'grantPermission', { accountId: to.account, permission, ...more }, ofAccount);
const revoke = (by: Caller, of: Caller, permission = 'schedule:write') =>
  graph.act(by, 'revokePermission', { accountId: of.account, permission }, ofAccount);

interface Effective {
  readonly permission: string;
}

async function effectiveOf(of: Caller, by: Caller): Promise<Effective[] | null> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { effectivePermissions { permission source via grantedBy { id } until } } } }`;
  const { data } = await graph.ask(by, query, { of: [{ __typename: 'Account', id: of.account }] });
  return (data['_entities'] as [{ effectivePermissions: Effective[] | null }])[0].effectivePermissions;
}

async function toldOf(shop: OpenedShop, account: string | null): Promise<number[]> {
  const told = { name: 'told', text: `SELECT (value::json->>'version')::int AS version FROM outbox WHERE subject = $1 ORDER BY seq` };
  return (await graph.db.transaction([shop.id], (tx) => tx.query<{ version: number }>(told, [account]))).map(({ version }) => version);
}

describe('grants', () => {
  it('PRM-1 PRM-2 are listed with who granted them until when, and told; revoked they are gone', async () => {
    const shop = await graph.open();
    const [adam, annie] = [await shop.hire('ADMIN'), await shop.hire('AGENT')];
    const given = {
      permission: 'schedule:write',
      source: 'GRANT',
      via: null,
      grantedBy: { id: adam.account },
      until: '2026-03-02T03:00:00.000Z',
    };
    const { done } = await grant(adam, annie, 'schedule:write', { until: '2026-03-02T11:00:00+08:00' });
    expect(done).toEqual({ account: { id: annie.account, effectivePermissions: [given] } });
    expect(await effectiveOf(annie, annie)).toEqual([given]);
    expect(await toldOf(shop, annie.account)).toEqual([1, 2]);
    expect((await revoke(adam, annie)).done).toEqual({ account: { id: annie.account, effectivePermissions: [] } });
    expect(await toldOf(shop, annie.account)).toEqual([1, 2, 3]);
  });

  it('PRM-2 are over at their instant, by the business clock', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    await grant(shop.owner, annie, 'schedule:write', { until: '2026-03-02T03:00:00Z' });
    graph.now = new Date('2026-03-02T02:59:59.999Z');
    expect(await effectiveOf(annie, shop.owner)).toHaveLength(1);
    graph.now = new Date('2026-03-02T03:00:00Z');
    expect(await effectiveOf(annie, shop.owner)).toEqual([]);
  });

  it('INV-3 that stand already change nothing, and a commandId is used once', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    const until = { until: '2026-03-02T03:00:00Z' };
    for (let times = 0; times < 2; times += 1) expect((await grant(shop.owner, annie, 'schedule:write', until)).refusal).toBeUndefined();
    expect(await toldOf(shop, annie.account)).toEqual([1, 2]);
    const named = { ...until, commandId: 'g-1' };
    for (let times = 0; times < 2; times += 1) expect((await grant(shop.owner, annie, 'orders:confirm', named)).refusal).toBeUndefined();
    expect(await toldOf(shop, annie.account)).toEqual([1, 2, 3]);
    const other = { until: '2026-03-02T04:00:00Z', commandId: 'g-1' };
    expect((await grant(shop.owner, annie, 'orders:confirm', other)).refusal).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect((await revoke(shop.owner, annie, 'after-sales:act')).refusal).toBeUndefined();
    expect(await toldOf(shop, annie.account)).toEqual([1, 2, 3]);
  });

  it('PRM-1 of what the giver does not have by its role are refused, even when it was granted to it', async () => {
    const shop = await graph.open();
    const [adam, eve] = [await shop.hire('ADMIN'), await shop.hire('ADMIN')];
    expect((await grant(adam, eve, 'accounts:write')).refusal).toEqual({ code: 'FORBIDDEN', field: 'permission' });
    expect((await grant(adam, adam, 'accounts:write')).refusal).toEqual({ code: 'FORBIDDEN', field: 'accountId' });
    expect((await grant(shop.owner, adam, 'accounts:write')).refusal).toBeUndefined();
    for (const until of [null, '2026-03-03T02:00:00Z'])
      expect((await grant(adam, eve, 'accounts:write', { until })).refusal).toEqual({ code: 'FORBIDDEN', field: 'permission' });
    expect((await grant(shop.owner, eve, 'accounts:write')).refusal).toBeUndefined();
  });

  it.each([
    ['an unknown permission', { permission: 'moon:write' }, 'BAD_USER_INPUT', 'permission'],
    ['a permission no agent is given', { permission: 'accounts:write' }, 'BAD_USER_INPUT', 'permission'],
    ['no instant', { until: 'tomorrow' }, 'BAD_USER_INPUT', 'until'],
    ['an instant that has been', { until: '2026-03-02T02:00:00Z' }, 'BAD_USER_INPUT', 'until'],
    ['an account that is none', { accountId: 'nonsense' }, 'ACCOUNT_NOT_FOUND', 'accountId'],
  ])('with %s are refused, and nothing is stored', async (_what, wrong, code, field) => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    const { refusal } = await grant(shop.owner, annie, 'schedule:write', wrong);
    expect(refusal).toEqual({ code, field });
    expect(await effectiveOf(annie, shop.owner)).toEqual([]);
    expect(await toldOf(shop, annie.account)).toEqual([1]);
  });

  it('INV-6 are not given to accounts of another shop', async () => {
    const [mine, theirs] = [await graph.open(), await graph.open()];
    const annie = await theirs.hire('AGENT');
    for (const act of [grant, revoke])
      expect((await act(mine.owner, annie)).refusal).toEqual({ code: 'ACCOUNT_NOT_FOUND', field: 'accountId' });
    expect(await effectiveOf(annie, theirs.owner)).toEqual([]);
  });

  it('PRM-2 are the business of those who grant, and of the account itself', async () => {
    const shop = await graph.open();
    const [annie, cleo] = [await shop.hire('AGENT'), await shop.hire('CS_ADMIN')];
    for (const by of [cleo, annie]) expect((await grant(by, await shop.hire('AGENT'))).refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect(await effectiveOf(annie, cleo)).toBeNull();
    expect(await effectiveOf(cleo, cleo)).toContainEqual({
      permission: 'policy:write',
      source: 'ROLE',
      via: 'CS_ADMIN',
      grantedBy: null,
      until: null,
    });
  });

  it('PRM-2 go with the role they were given to, and do not come back with it', async () => {
    const shop = await graph.open();
    const olga = await shop.hire('OPERATIONS');
    await grant(shop.owner, olga, 'metrics:read');
    for (const roles of [['AGENT'], ['OPERATIONS']])
      await graph.act(shop.owner, 'updateAccount', { accountId: olga.account, roles }, 'account { id }');
    expect(await effectiveOf(olga, shop.owner)).toEqual([]);
  });
});

describe('positions', () => {
  const make = async (shop: OpenedShop, rights: readonly string[], name = 'pre-sale'): Promise<string> => {
    const { done } = await graph.act(shop.owner, 'createPosition', { name, rights }, 'position { id }');
    return (done as { position: { id: string } }).position.id;
  };
  const change = (by: Caller, positionId: string, to: object) =>
    graph.act(by, 'updatePosition', { positionId, ...to }, 'position { name rights }');
  const remove = (by: Caller, positionId: string) => graph.act(by, 'removePosition', { positionId }, 'position { id }');
  const move = (by: Caller, of: Caller, positionId: string | null) =>
    graph.act(by, 'updateAccount', { accountId: of.account, positionId }, 'account { position { name } }');

  it('PRM-9 give their two rights apart from each other to whoever has them, from the next question on', async () => {
    const shop = await graph.open();
    const id = await make(shop, ['orders:confirm']);
    const annie = await shop.hire('AGENT', { positionId: id });
    const reason = { source: 'POSITION', via: 'pre-sale', grantedBy: null, until: null };
    expect(await effectiveOf(annie, annie)).toEqual([{ permission: 'orders:confirm', ...reason }]);
    expect((await change(shop.owner, id, { rights: ['after-sales:act'] })).done).toEqual({
      position: { name: 'pre-sale', rights: ['after-sales:act'] },
    });
    expect(await effectiveOf(annie, annie)).toEqual([{ permission: 'after-sales:act', ...reason }]);
    expect(await toldOf(shop, annie.account)).toEqual([1, 2]);
  });

  it('PRM-9 with unknown rights are refused, and nothing of it is stored', async () => {
    const shop = await graph.open();
    const wrong = { rights: ['orders:confirm', 'moon:write'] };
    expect((await graph.act(shop.owner, 'createPosition', { name: 'x', ...wrong }, 'position { id }')).refusal).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'rights.1',
    });
    const id = await make(shop, ['orders:confirm']);
    expect((await change(shop.owner, id, { name: 'y', ...wrong })).refusal).toEqual({ code: 'BAD_USER_INPUT', field: 'rights.1' });
    const { data } = await graph.ask(
      shop.owner,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { positions { name rights } } } }',
      {
        of: [{ __typename: 'Shop', id: shop.id }],
      },
    );
    expect(data).toEqual({ _entities: [{ positions: [{ name: 'pre-sale', rights: ['orders:confirm'] }] }] });
  });

  it('of one name come once, however many ask at once', async () => {
    const shop = await graph.open();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => graph.act(shop.owner, 'createPosition', { name: 'p', rights: [] }, 'position { id }')),
    );
    expect(asked.filter(({ done }) => done !== null)).toHaveLength(1);
    expect(asked.find(({ refusal }) => refusal)?.refusal).toEqual({ code: 'BAD_USER_INPUT', field: 'name' });
  });

  it('in use are not removed; nobody has one that is gone', async () => {
    const shop = await graph.open();
    const id = await make(shop, ['orders:confirm']);
    const annie = await shop.hire('AGENT', { positionId: id });
    expect((await remove(shop.owner, id)).refusal).toEqual({ code: 'POSITION_IN_USE', field: 'positionId' });
    expect((await move(shop.owner, annie, null)).done).toEqual({ account: { position: null } });
    expect((await remove(shop.owner, id)).done).toEqual({ position: { id } });
    for (const gone of [remove(shop.owner, id), change(shop.owner, id, {}), move(shop.owner, annie, id)])
      expect((await gone).refusal).toEqual({ code: 'POSITION_NOT_FOUND', field: 'positionId' });
  });

  it.each(['', ' ', 'nonsense'])('PRM-9 that are none, as %j, are given to nobody', async (positionId) => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    const refused = { code: 'POSITION_NOT_FOUND', field: 'positionId' };
    expect((await move(shop.owner, annie, positionId)).refusal).toEqual(refused);
    const eve = { name: 'Eve', roles: ['AGENT'], positionId };
    expect((await graph.act(shop.owner, 'createAccount', eve, 'account { id }')).refusal).toEqual(refused);
  });

  it('are either given or removed, not both', async () => {
    const shop = await graph.open();
    const annie = await shop.hire('AGENT');
    for (let times = 0; times < 10; times += 1) {
      const id = await make(shop, [], `p${times}`);
      const [moved, removed] = await Promise.all([move(shop.owner, annie, id), remove(shop.owner, id)]);
      expect([moved.done, removed.done].filter(Boolean)).toHaveLength(1);
    }
  });

  it('PRM-1 carry no right that whoever makes, changes or gives them does not have by its role', async () => {
    const shop = await graph.open();
    const [adam, eve] = [await shop.hire('ADMIN'), await shop.hire('ADMIN')];
    await grant(shop.owner, adam, 'accounts:write');
    const clerk = { ...adam, permissions: ['accounts:write'] };
    const [chief, harmless] = [await make(shop, ['accounts:write'], 'chief'), await make(shop, ['orders:confirm'])];
    const refused = { code: 'FORBIDDEN', field: 'rights' };
    expect((await graph.act(clerk, 'createPosition', { name: 'x', rights: ['accounts:write'] }, 'position { id }')).refusal).toEqual(
      refused,
    );
    expect((await change(clerk, harmless, { rights: ['accounts:write'] })).refusal).toEqual(refused);
    expect((await move(clerk, eve, chief)).refusal).toEqual({ code: 'FORBIDDEN', field: 'positionId' });
    expect((await move(clerk, eve, harmless)).done).toEqual({ account: { position: { name: 'pre-sale' } } });
    expect((await move(clerk, adam, harmless)).refusal).toEqual({ code: 'FORBIDDEN', field: 'positionId' });
  });

  it('INV-6 of another shop are unknown', async () => {
    const [mine, theirs] = [await graph.open(), await graph.open()];
    const [id, annie] = [await make(theirs, []), await mine.hire('AGENT')];
    for (const act of [
      remove(mine.owner, id),
      change(mine.owner, id, { name: 'x' }),
      move(mine.owner, annie, id),
      move(mine.owner, annie, newId()),
    ])
      expect((await act).refusal).toEqual({ code: 'POSITION_NOT_FOUND', field: 'positionId' });
  });
});

it('PRM-2 what can be allowed is listed with who has it and who can be given it', async () => {
  const shop = await graph.open();
  const { data } = await graph.ask(
    await shop.hire('AGENT'),
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { permissions { name means roles grantableTo } } } }',
    { of: [{ __typename: 'Shop', id: shop.id }] },
  );
  expect((data['_entities'] as [{ permissions: unknown[] }])[0].permissions).toContainEqual({
    name: 'schedule:write',
    means: 'Change the reception hours.',
    roles: ['OWNER', 'ADMIN'],
    grantableTo: ['CS_ADMIN', 'OPERATIONS', 'AGENT'],
  });
});
