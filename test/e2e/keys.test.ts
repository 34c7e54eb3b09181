import { graphqlRequest } from '#infra/launcher/graphql-request';
import { newId } from '#libs/platform/process/ids';
import { askPatiently } from '#test/kit/ask-patiently';
import { eventually } from '#test/kit/eventually';
import { buyerOf, stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
});

afterAll(() => system?.stop());

const createKey = 'mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }';
const revokeKey = 'mutation($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { revokedAt } } }';
const sendBuyerMessage = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { session { id } } }';

interface Key {
  readonly id: string;
  readonly secret: string;
}

async function makeKey(scopes: readonly string[]): Promise<Key> {
  const input = { shopId: shop.id, name: 'ERP', scopes };
  const { data, errors } = await system.graphql<{ createApiKey: { apiKey: { id: string }; secret: string } }>(
    shop.tokenOf('owner'),
    createKey,
    {
      input,
    },
  );
  expect(errors).toEqual([]);
  return { id: data?.createApiKey.apiKey.id ?? '', secret: data?.createApiKey.secret ?? '' };
}

it('a partner’s key speaks for buyers of its shop, and makes no further key', async () => {
  const { id, secret } = await makeKey(['connector']);
  const said = { input: { shopId: shop.id, buyer: buyerOf('b1'), text: 'hello', commandId: newId() } };
  const { data, errors } = await askPatiently(system, secret, sendBuyerMessage, said);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ sendBuyerMessage: { session: { id: expect.any(String) as unknown } } });
  expect((await system.graphql(secret, '{ viewer { id roles shop { id } account { id } } }')).data).toEqual({
    viewer: { id, roles: ['KEY', 'CONNECTOR'], shop: { id: shop.id }, account: null },
  });
  const input = { shopId: shop.id, name: 'mine', scopes: ['read'] };
  expect((await system.graphql(secret, createKey, { input })).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

it('a key that only reads changes nothing and sees no buyer’s name', async () => {
  const { secret } = await makeKey(['read']);
  const query = 'query($id: ID!) { shop(id: $id) { name sessions { nodes { state buyer { externalId name } } } } }';
  const { data, errors } = await system.graphql(secret, query, { id: shop.id });
  expect(data).toEqual({
    shop: { name: 'Lamps', sessions: { nodes: [{ state: 'QUEUED', buyer: { externalId: 'b1', name: null } }] } },
  });
  expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  const said = { input: { shopId: shop.id, buyer: buyerOf('b1'), text: 'hello' } };
  expect((await system.graphql(secret, sendBuyerMessage, said)).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

it('one partner’s commandId is another’s command: none is answered with what the other did', async () => {
  const input = { shopId: shop.id, buyer: buyerOf('b2'), text: 'hello', commandId: 'same-1' };
  const send = 'mutation($input: SendBuyerMessageInput!) { sendBuyerMessage(input: $input) { message { id } } }';
  const idOf = async (token: string): Promise<string> => {
    const { data, errors } = await system.graphql<{ sendBuyerMessage: { message: { id: string } } }>(token, send, { input });
    expect(errors).toEqual([]);
    return data?.sendBuyerMessage.message.id ?? '';
  };
  const [one, other] = [await makeKey(['connector']), await makeKey(['connector'])];
  const tokens = [shop.tokenOf('connector'), one.secret, other.secret];
  const first = [];
  for (const token of tokens) first.push(await idOf(token));
  expect(new Set(first).size).toBe(3);
  for (const [at, token] of tokens.entries()) expect(await idOf(token)).toBe(first[at]);
});

it('a revoked key is refused at every gateway within 5 s, while Kafka is down', async () => {
  const { id, secret } = await makeKey(['read']);
  const other = `${(await system.addCopy('gateway')).url}/graphql`;
  const codes = async (): Promise<unknown[]> => {
    const asked = [system.graphql(secret, '{ viewer { id } }'), graphqlRequest({ url: other, token: secret, query: '{ viewer { id } }' })];
    return (await Promise.all(asked)).map(({ errors }) => errors[0]?.extensions?.code);
  };
  expect(await codes()).toEqual([undefined, undefined]);
  await system.broker.stop();
  try {
    const { errors } = await system.graphql(shop.tokenOf('owner'), revokeKey, { input: { shopId: shop.id, keyId: id } });
    expect(errors).toEqual([]);
    await eventually(async () => expect(await codes()).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']), { timeoutMs: 5_000 });
  } finally {
    await system.broker.start();
  }
});
