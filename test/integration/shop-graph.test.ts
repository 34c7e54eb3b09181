import { newId } from '#libs/platform/process/ids';
import type { Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';

const operator = callerAs('OPERATOR', null, { subject: 'op' });

let graph: ShopGraph;
let ask: Ask;

beforeAll(async () => {
  graph = await startShopGraph('shop-graph-test');
  ask = graph.ask;
});

afterAll(() => graph.close());

const createShop = `mutation ($input: CreateShopInput!) { createShop(input: $input) { shop { id name timeZone preset policyVersion
  policy { agentEndHoldMinutes defaultMaxCapacity unavailableHandling } owner { id roles } accounts { id } } owner { id nickname } warnings { code } } }`;
const updatePolicy = `mutation ($input: UpdateShopPolicyInput!) { updateShopPolicy(input: $input) { shop { policyVersion policy {
  agentEndHoldMinutes idleCloseAfterAgentMinutes defaultMaxCapacity queueEnabled } } } }`;
const createAccount = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id name nickname roles imEnabled active } } }`;
const updateAccount = `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id name active imEnabled } } }`;

interface Made {
  readonly shop: { readonly id: string };
  readonly owner: { readonly id: string };
}

const newShop = (): Promise<OpenedShop> => graph.open();

describe('createShop', () => {
  it('RES-46 answers an operator with the whole shop', async () => {
    const { data, refusals } = await ask(operator, createShop, {
      input: { name: ' 小店 ', preset: 'KUAISHOU', timeZone: 'Europe/Berlin', policy: { agentEndHoldMinutes: 0 }, ownerName: '王' },
    });
    expect(refusals).toEqual([]);
    const { shop, owner } = data['createShop'] as Made;
    expect(shop).toMatchObject({
      name: '小店',
      timeZone: 'Europe/Berlin',
      policyVersion: 1,
      policy: { agentEndHoldMinutes: 0, defaultMaxCapacity: null, unavailableHandling: 'QUEUE' },
      owner: { id: owner.id, roles: ['OWNER'] },
      accounts: [{ id: owner.id }],
    });
    expect(owner).toMatchObject({ nickname: '王' });
  });

  it.each([
    ['no name', { name: '  ' }, 'BAD_USER_INPUT', 'name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'BAD_USER_INPUT', 'name'],
    ['a NUL', { name: 'a\u0000b' }, 'BAD_USER_INPUT', 'name'],
    ['a line break', { name: 'a\nb' }, 'BAD_USER_INPUT', 'name'],
    ['a name that turns round what follows', { name: '\u202eabc' }, 'BAD_USER_INPUT', 'name'],
    ['a name nobody can see', { name: '\u3164\u200b' }, 'BAD_USER_INPUT', 'name'],
    ['an owner nobody can see', { ownerName: '\u00ad' }, 'BAD_USER_INPUT', 'ownerName'],
    ['half a character', { ownerName: 'a\ud83d' }, 'BAD_USER_INPUT', 'ownerName'],
    ['a NUL in its commandId', { commandId: 'a\u0000' }, 'BAD_USER_INPUT', 'commandId'],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, 'INVALID_ZONE', 'timeZone'],
    ['an abbreviation', { timeZone: 'CST' }, 'INVALID_ZONE', 'timeZone'],
    ['a zone of System V', { timeZone: 'SystemV/CST6' }, 'INVALID_ZONE', 'timeZone'],
    ['a zone in small letters', { timeZone: 'asia/shanghai' }, 'INVALID_ZONE', 'timeZone'],
    ['an empty zone', { timeZone: '' }, 'INVALID_ZONE', 'timeZone'],
    ['a capacity of 0', { policy: { defaultMaxCapacity: 0 } }, 'BAD_USER_INPUT', 'policy.defaultMaxCapacity'],
    ['another preset', { preset: 'AMAZON' }, null, undefined],
    ['an unknown field', { colour: 'red' }, null, undefined],
  ])('with %s is refused', async (_title, wrong, code, field) => {
    const { refusals } = await ask(operator, createShop, { input: { name: 'S', preset: 'KUAISHOU', ...wrong } });
    expect(refusals).toEqual([{ code, field }]);
  });

  it.each(['OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT', 'CONNECTOR'] as const)('is not for %s', async (role) => {
    const { as } = await newShop();
    expect((await ask(as(role), createShop, { input: { name: 'S', preset: 'KUAISHOU' } })).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('updateShopPolicy', () => {
  it('SES-14 changes what is named and raises the version; null turns off', async () => {
    const { id, owner } = await newShop();
    const policy = { agentEndHoldMinutes: 5, idleCloseAfterAgentMinutes: null, defaultMaxCapacity: 500 };
    expect((await ask(owner, updatePolicy, { input: { shopId: id, policy } })).data['updateShopPolicy']).toEqual({
      shop: { policyVersion: 2, policy: { ...policy, queueEnabled: true } },
    });
  });

  it.each([
    [{ agentEndHoldMinutes: -1 }, 'policy.agentEndHoldMinutes'],
    [{ agentEndHoldMinutes: 361 }, 'policy.agentEndHoldMinutes'],
    [{ idleCloseAfterAgentMinutes: 4 }, 'policy.idleCloseAfterAgentMinutes'],
    [{ idleCloseAfterBuyerMinutes: 10_081 }, 'policy.idleCloseAfterBuyerMinutes'],
    [{ defaultMaxCapacity: 0 }, 'policy.defaultMaxCapacity'],
    [{ defaultMaxCapacity: 501 }, 'policy.defaultMaxCapacity'],
    [{ queueEnabled: false, outboundQuota: { messages: 0, hours: 48 } }, 'policy.outboundQuota.messages'],
  ])('%j is refused with its field, and nothing of it is stored', async (policy, field) => {
    const { id, owner } = await newShop();
    expect((await ask(owner, updatePolicy, { input: { shopId: id, policy } })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
    const { data } = await ask(owner, entities('... on Shop { policyVersion policy { queueEnabled } }'), {
      of: [{ __typename: 'Shop', id }],
    });
    expect(data).toEqual({ _entities: [{ policyVersion: 1, policy: { queueEnabled: true } }] });
  });

  it('a capacity of 2.5 is refused', async () => {
    const { id, owner } = await newShop();
    expect((await ask(owner, updatePolicy, { input: { shopId: id, policy: { defaultMaxCapacity: 2.5 } } })).refusals).toHaveLength(1);
  });

  it('PRM-3 is for the main account and administrators', async () => {
    const { id, as } = await newShop();
    const codes = [];
    for (const role of ['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT', 'CONNECTOR'] as const)
      codes.push((await ask(as(role), updatePolicy, { input: { shopId: id, policy: {} } })).refusals[0]?.code);
    expect(codes).toEqual([undefined, undefined, 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it('a setting that makes another void is stored, with a warning that names that one', async () => {
    const { id, owner } = await newShop();
    const asked = `mutation ($input: UpdateShopPolicyInput!) { updateShopPolicy(input: $input) { shop { policy { botFirst } } warnings { code field } } }`;
    const policy = { botFirst: true, queueEnabled: true, outboundQuota: { messages: 5, hours: 48 }, returningFallback: null };
    expect((await ask(owner, asked, { input: { shopId: id, policy } })).data['updateShopPolicy']).toEqual({
      shop: { policy: { botFirst: true } },
      warnings: [{ code: 'RETURNING_VOID', field: 'policy.returningWithBot' }],
    });
  });

  it('RES-84 null leaves alone what cannot be off', async () => {
    const { id, owner } = await newShop();
    const policy = { queueEnabled: null, agentEndHoldMinutes: null, faqOnlySessions: null };
    expect((await ask(owner, updatePolicy, { input: { shopId: id, policy } })).data['updateShopPolicy']).toMatchObject({
      shop: { policyVersion: 1, policy: { queueEnabled: true, agentEndHoldMinutes: 20 } },
    });
  });

  it('applyPreset takes another platform whole', async () => {
    const { id, owner } = await newShop();
    await ask(owner, updatePolicy, { input: { shopId: id, policy: { agentEndHoldMinutes: 5 } } });
    const { data } = await ask(
      owner,
      `mutation ($input: ApplyPresetInput!) { applyPreset(input: $input) { shop { preset policyVersion policy { agentEndHoldMinutes routingMode } } } }`,
      { input: { shopId: id, preset: 'TAOBAO' } },
    );
    expect(data['applyPreset']).toEqual({
      shop: { preset: 'TAOBAO', policyVersion: 3, policy: { agentEndHoldMinutes: 0, routingMode: 'GROUP' } },
    });
  });
});

describe('accounts', () => {
  it('PRM-7 PRM-8 an account is made with defaults and changed field by field', async () => {
    const { id, owner } = await newShop();
    const made = await ask(owner, createAccount, { input: { shopId: id, name: '小雨', roles: ['AGENT', 'AGENT'] } });
    const { account } = made.data['createAccount'] as { account: { id: string } };
    expect(account).toMatchObject({ name: '小雨', nickname: '小雨', roles: ['AGENT'], imEnabled: true, active: true });
    const change = { shopId: id, accountId: account.id, imEnabled: false };
    expect((await ask(owner, updateAccount, { input: change })).data['updateAccount']).toEqual({
      account: { id: account.id, name: '小雨', active: true, imEnabled: false },
    });
  });

  it.each([
    ['no role', { roles: [] }, 'BAD_USER_INPUT', 'roles'],
    ['a second main account', { roles: ['OWNER'] }, null, undefined],
    ['no name', { name: '' }, 'BAD_USER_INPUT', 'name'],
  ])('%s is refused', async (_title, wrong, code, field) => {
    const { id, owner } = await newShop();
    const { refusals } = await ask(owner, createAccount, { input: { shopId: id, name: 'A', roles: ['AGENT'], ...wrong } });
    expect(refusals).toEqual([{ code, field }]);
  });

  it('the main account is not deactivated, and says so', async () => {
    const { id, owner } = await newShop();
    const change = { shopId: id, accountId: owner.account, active: false };
    expect((await ask(owner, updateAccount, { input: change })).refusals).toEqual([{ code: 'OWNER_REQUIRED', field: 'active' }]);
  });

  it('PRM-2 an administrator who was deactivated does not come back alone', async () => {
    const { id, owner, as } = await newShop();
    const made = await ask(owner, createAccount, { input: { shopId: id, name: 'B', roles: ['ADMIN'] } });
    const { account } = made.data['createAccount'] as { account: { id: string } };
    const change = (active: boolean) => ({ input: { shopId: id, accountId: account.id, active } });
    await ask(owner, updateAccount, change(false));
    const self = { ...as('ADMIN'), account: account.id, permissions: ['accounts:write'] };
    expect((await ask(self, updateAccount, change(true))).refusals).toEqual([{ code: 'FORBIDDEN', field: 'active' }]);
    expect((await ask(owner, updateAccount, change(true))).data['updateAccount']).toMatchObject({ account: { active: true } });
  });

  it.each([
    ['a line break', '小\n雨'],
    ['a bidi override', '\u202e小雨'],
    ['nothing to see', '\u2800'],
  ])('a name with %s is refused', async (_title, wrong) => {
    const { id, owner } = await newShop();
    const input = { shopId: id, accountId: owner.account };
    expect((await ask(owner, updateAccount, { input: { ...input, name: wrong } })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'name' },
    ]);
    expect((await ask(owner, updateAccount, { input: { ...input, nickname: wrong } })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'nickname' },
    ]);
  });

  it.each(['nonsense', '00000000-0000-7000-8000-000000000000'])('an account %s is not found', async (accountId) => {
    const { id, owner } = await newShop();
    expect((await ask(owner, updateAccount, { input: { shopId: id, accountId, name: 'X' } })).refusals).toEqual([
      { code: 'ACCOUNT_NOT_FOUND', field: 'accountId' },
    ]);
  });
});

const entities = (selection: string): string => `query ($of: [_Any!]!) { _entities(representations: $of) { ${selection} } }`;

describe('reading', () => {
  it('INV-6 an unknown and a foreign shop both answer SHOP_NOT_FOUND, in commands too', async () => {
    const [mine, theirs] = [await newShop(), await newShop()];
    for (const shopId of [theirs.id, newId(), 'nonsense']) {
      const reference = { of: [{ __typename: 'Shop', id: shopId }] };
      expect((await ask(mine.owner, entities('... on Shop { name }'), reference)).refusals).toEqual([
        { code: 'SHOP_NOT_FOUND', field: 'id' },
      ]);
      expect((await ask(mine.owner, updatePolicy, { input: { shopId, policy: {} } })).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
    }
  });

  it('INV-6 references are answered in one read each, those of another shop as null', async () => {
    const [mine, theirs] = [await newShop(), await newShop()];
    const of = [
      { __typename: 'Shop', id: mine.id },
      { __typename: 'Account', id: mine.owner.account },
      { __typename: 'Shop', id: theirs.id },
      { __typename: 'Account', id: theirs.owner.account },
      { __typename: 'Account', id: 'nonsense' },
    ];
    expect((await ask(mine.owner, entities('... on Shop { id name } ... on Account { id roles }'), { of })).data['_entities']).toEqual([
      { id: mine.id, name: 'S' },
      { id: mine.owner.account, roles: ['OWNER'] },
      null,
      null,
      null,
    ]);
  });
});
