import { newId } from '#libs/platform/process/ids';
import { eventually } from '#test/kit/eventually';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;
let sessionId: string;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  for (const [person, role] of [
    ['annie', 'AGENT'],
    ['cleo', 'CS_ADMIN'],
    ['adam', 'ADMIN'],
    ['olga', 'OPERATIONS'],
    ['unseen', 'AGENT'],
  ] as const)
    await shop.hire(person, [role]);
  sessionId = (await send('connector', sendBuyerMessage, { buyer: buyerOf('b1'), text: 'hello' })).id;
});

afterAll(() => system?.stop());

const sendBuyerMessage = 'mutation($input: SendBuyerMessageInput!) { done: sendBuyerMessage(input: $input) { session { id } } }';
const updateAccount = 'mutation($input: UpdateAccountInput!) { done: updateAccount(input: $input) { account { id } } }';
const updateShopPolicy = 'mutation($input: UpdateShopPolicyInput!) { done: updateShopPolicy(input: $input) { warnings { code } } }';
const sendAgentMessage = 'mutation($input: SendAgentMessageInput!) { done: sendAgentMessage(input: $input) { session { id } } }';
const endSession = 'mutation($input: EndSessionInput!) { done: endSession(input: $input) { session { id } } }';
const saveHours = 'mutation($input: SaveReceptionScheduleInput!) { done: saveReceptionSchedule(input: $input) { version { number } } }';
const grantPermission = 'mutation($input: GrantPermissionInput!) { done: grantPermission(input: $input) { account { id } } }';
const revokePermission = 'mutation($input: RevokePermissionInput!) { done: revokePermission(input: $input) { account { id } } }';
const conversation = 'query($id: ID!) { session(id: $id) { state buyer { name } messages { nodes { text } } } }';

interface Reply {
  readonly id: string;
  readonly code: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/** One command; waits while a service has not heard of the shop yet. */
async function send(as: string, query: string, input: object): Promise<Reply> {
  const commandId = newId();
  for (;;) {
    const { data, errors } = await system.graphql<{ done: { session?: { id: string } } | null }>(shop.tokenOf(as), query, {
      input: { shopId: shop.id, commandId, ...input },
    });
    const [error] = errors;
    if (error?.extensions?.code !== 'SHOP_NOT_FOUND')
      return { id: data?.done?.session?.id ?? '', code: error?.extensions?.code, extensions: error?.extensions };
  }
}

const change = (as: string, whom: string, to: object): Promise<Reply> => send(as, updateAccount, { accountId: shop.idOf(whom), ...to });
const changePolicy = (as: string): Promise<Reply> => send(as, updateShopPolicy, { policy: { botFirst: false } });
const allowed = { code: undefined };

describe('PRM-2 rights are the account’s', () => {
  it('whatever its token claims', async () => {
    const token = await system.token({ roles: ['OWNER', 'OPERATOR'], shop: shop.id, account: shop.idOf('annie') });
    const { data } = await system.graphql(token, '{ viewer { roles account { id } } }');
    expect(data).toEqual({ viewer: { roles: ['AGENT'], account: { id: shop.idOf('annie') } } });
    const createAccount = 'mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id } } }';
    const { errors } = await system.graphql(token, createAccount, { input: { shopId: shop.id, name: 'Eve', roles: ['ADMIN'] } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', expected: expect.stringContaining('OWNER') as unknown });
  });

  it('and a change of roles acts on the next request', async () => {
    expect(await changePolicy('cleo')).toMatchObject(allowed);
    expect(await change('owner', 'cleo', { roles: ['OPERATIONS'] })).toMatchObject(allowed);
    expect(await changePolicy('cleo')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await change('owner', 'cleo', { roles: ['CS_ADMIN'] })).toMatchObject(allowed);
    expect(await changePolicy('cleo')).toMatchObject(allowed);
  });

  it('and whoever is no longer active may nothing, not even make itself active', async () => {
    expect(await changePolicy('adam')).toMatchObject(allowed);
    expect(await change('owner', 'adam', { active: false })).toMatchObject(allowed);
    const refused = { code: 'FORBIDDEN', extensions: { expected: 'an active account', retryable: false } };
    expect(await changePolicy('adam')).toMatchObject(refused);
    expect(await change('adam', 'adam', { active: true })).toMatchObject(refused);
    const { status, errors } = await system.graphql(shop.tokenOf('adam'), '{ viewer { id } }');
    expect([status, errors[0]?.extensions?.code]).toEqual([403, 'FORBIDDEN']);
    expect(await change('owner', 'adam', { active: true })).toMatchObject(allowed);
    expect(await changePolicy('adam')).toMatchObject(allowed);
  });

  it('and an account that its shop does not have is nobody', async () => {
    const other = await stageShop(system, { name: 'Chairs' });
    for (const account of [newId(), other.idOf('owner')]) {
      const token = await system.token({ roles: ['OWNER'], shop: shop.id, account });
      const { status, errors } = await system.graphql(token, '{ viewer { id } }');
      expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });
});

describe('PRM-1 a permission beyond the roles', () => {
  const save = (as: string) => send(as, saveHours, { weekly: null });
  const grant = (until?: string) => send('adam', grantPermission, { accountId: shop.idOf('annie'), permission: 'schedule:write', until });
  const permissions = async (as: string) =>
    (await system.graphql<{ viewer: { permissions: string[] } }>(shop.tokenOf(as), '{ viewer { permissions } }')).data?.viewer.permissions;
  const versions = async () => {
    const query = '{ viewer { shop { receptionVersions { nodes { number } } } } }';
    return (await system.graphql<{ viewer: { shop: { receptionVersions: { nodes: unknown[] } } } }>(shop.tokenOf('annie'), query)).data
      ?.viewer.shop.receptionVersions.nodes;
  };
  const refused = { code: 'FORBIDDEN', extensions: { permission: 'schedule:write', grantedBy: ['OWNER', 'ADMIN'] } };

  it('is named when it is missing, and acts from the next request on', async () => {
    expect(await save('annie')).toMatchObject(refused);
    expect(await permissions('annie')).toEqual([]);
    expect(await grant()).toMatchObject(allowed);
    expect(await save('annie')).toMatchObject(allowed);
    expect(await permissions('annie')).toEqual(['schedule:write']);
  });

  it('PRM-2 is gone with the next request when it is revoked; what was saved stays', async () => {
    expect(await send('adam', revokePermission, { accountId: shop.idOf('annie'), permission: 'schedule:write' })).toMatchObject(allowed);
    expect(await save('annie')).toMatchObject(refused);
    expect(await versions()).toEqual([{ number: 1 }]);
  });

  it('PRM-2 ends by itself', async () => {
    const minutes = 60_000;
    expect(await grant(new Date(Date.now() + 30 * minutes).toISOString())).toMatchObject(allowed);
    expect(await save('annie')).toMatchObject(allowed);
    system.setClock({ offsetMs: 60 * minutes });
    await eventually(async () => expect(await save('annie')).toMatchObject(refused));
    system.setClock({ offsetMs: 0 });
  });
});

describe('PRM-7 the workbench is for accounts with the IM permission', () => {
  const read = (as: string) => system.graphql(shop.tokenOf(as), conversation, { id: sessionId });
  const whole = { session: { state: 'QUEUED', buyer: { name: 'b1' }, messages: { nodes: [{ text: 'hello' }] } } };

  it('who may read what buyers wrote and are called, answer and end', async () => {
    expect((await read('annie')).data).toEqual(whole);
    expect(await send('annie', sendAgentMessage, { sessionId, text: 'hi' })).toMatchObject({ code: 'NOT_ASSIGNED' });
  });

  it('and closed to others, from the next request on', async () => {
    expect(await change('owner', 'annie', { imEnabled: false })).toMatchObject(allowed);
    const refused = {
      code: 'IM_NOT_ENABLED',
      extensions: { expected: expect.stringContaining('the main account') as unknown, retryable: false },
    };
    expect(await send('annie', sendAgentMessage, { sessionId, text: 'hi' })).toMatchObject(refused);
    expect(await send('annie', endSession, { sessionId })).toMatchObject(refused);
    const { data, errors } = await read('annie');
    expect(data).toEqual({ session: { state: 'QUEUED', buyer: { name: null }, messages: null } });
    expect(errors.map(({ extensions }) => extensions?.code)).toContain('IM_NOT_ENABLED');
    const named = await system.graphql(shop.tokenOf('annie'), 'query($id: ID!) { session(id: $id) { state buyer { name } } }', {
      id: sessionId,
    });
    expect(named.data).toEqual({ session: { state: 'QUEUED', buyer: { name: null } } });
    expect(await change('owner', 'annie', { imEnabled: true })).toMatchObject(allowed);
    expect((await read('annie')).data).toEqual(whole);
  });

  it('while those who oversee the shop read without it', async () => {
    expect(await change('owner', 'cleo', { imEnabled: false })).toMatchObject(allowed);
    expect((await read('cleo')).data).toEqual(whole);
    expect(await send('cleo', sendAgentMessage, { sessionId, text: 'hi' })).toMatchObject({ code: 'IM_NOT_ENABLED' });
  });
});

describe('while the shop service is away', () => {
  const state = 'query($id: ID!) { session(id: $id) { state } }';

  beforeAll(async () => {
    await system.graphql(shop.tokenOf('olga'), state, { id: sessionId });
    await system.process('shop').stop();
  });

  afterAll(() => system.process('shop').start());

  it('accounts that were seen go on with what they may, connectors anyway', async () => {
    for (let times = 0; times < 3; times += 1)
      expect((await system.graphql(shop.tokenOf('olga'), state, { id: sessionId })).data).toEqual({ session: { state: 'QUEUED' } });
    expect(await send('connector', sendBuyerMessage, { buyer: buyerOf('b1'), text: 'still here' })).toMatchObject({ id: sessionId });
  });

  it('a query for a shop is answered without its part', async () => {
    const query = '{ viewer { shop { name sessions { totalCount } } } }';
    const { data, errors } = await system.graphql(shop.tokenOf('olga'), query);
    expect(data).toEqual({ viewer: { shop: { name: null, sessions: { totalCount: 1 } } } });
    expect(errors).toMatchObject([{ path: ['viewer', 'shop', 'name'], extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }]);
  });

  it('accounts that were never seen are told to come again', async () => {
    const { status, errors } = await system.graphql(shop.tokenOf('unseen'), state, { id: sessionId });
    expect([status, errors[0]?.extensions]).toMatchObject([503, { code: 'SERVICE_UNAVAILABLE', retryable: true }]);
  });
});
