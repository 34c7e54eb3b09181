import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
});

afterAll(() => system?.stop());

const viewer = '{ viewer { id roles shop { id } account { id } } }';
const change = (operation: 'bindAccount' | 'unbindAccount') =>
  `mutation($input: ${operation === 'bindAccount' ? 'Bind' : 'Unbind'}AccountInput!) { ${operation}(input: $input) { account { identities { subject } } } }`;

it('a token without claims of ours calls as the account that it was bound to, and no longer when it was taken away', async () => {
  const token = await system.token({ subject: 'employee-7', roles: [] });
  const input = { shopId: shop.id, accountId: shop.idOf('annie'), identity: { issuer: 'jiedai-local-issuer', subject: 'employee-7' } };
  const refused = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED', field: 'authorization' } }] };
  expect(await system.graphql(token, viewer)).toMatchObject(refused);
  const { errors } = await system.graphql(shop.tokenOf('owner'), change('bindAccount'), { input });
  expect(errors).toEqual([]);
  const known = { viewer: { id: 'employee-7', roles: ['AGENT'], shop: { id: shop.id }, account: { id: shop.idOf('annie') } } };
  await eventually(async () => expect((await system.graphql(token, viewer)).data).toEqual(known), { timeoutMs: 2_000 });
  await system.graphql(shop.tokenOf('owner'), change('unbindAccount'), { input });
  await eventually(async () => expect(await system.graphql(token, viewer)).toMatchObject(refused), { timeoutMs: 2_000 });
});
