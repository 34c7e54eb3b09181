import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from '#libs/platform/http/http-refusal';
import { AddressBudget } from './address-budget';
import { buyerDoor } from './buyer-door';
import { ClientAddresses } from './client-addresses';
import { BuyerTokens } from './buyer-tokens';

const shop = '01900000-0000-7000-8000-000000000001';
const accessOf = () => Promise.resolve({ anonymous: true, keys: [] });
const door = buyerDoor({
  addresses: new ClientAddresses(),
  tokens: new BuyerTokens(['a secret of the gateways........'], accessOf),
  accessOf,
  budget: new AddressBudget(1_000, () => 0),
});

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    door(request, response).catch((error: unknown) => {
      const refusal = refusalOf(error);
      const { field, expected, message } = refusal?.error ?? {};
      response.writeHead(refusal?.status ?? 500).end(JSON.stringify({ field, expected, message }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function knock(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/auth/buyer`;
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

describe('the door of anonymous buyers', () => {
  it('opens for JSON alone, which no form of another site sends', async () => {
    const body = JSON.stringify({ shopId: shop });
    expect(await knock(body)).toMatchObject({ status: 201, body: { buyer: { channel: 'WEB' } } });
    expect(await knock(body, { 'content-type': 'text/plain', origin: 'https://evil.example' })).toMatchObject({
      status: 415,
      body: { field: 'content-type', expected: 'application/json' },
    });
  });

  it.each([
    ['another channel', JSON.stringify({ shopId: shop, channel: 'WECHAT' }), 'channel', 'WEB, or no channel at all'],
    ['no shop', '{}', 'shopId', 'the id of a shop'],
    ['a shop that is a number', '{"shopId":5}', 'shopId', 'the id of a shop'],
    ['a shop that is long', JSON.stringify({ shopId: 'x'.repeat(65) }), 'shopId', 'the id of a shop'],
    ['a list', '[]', 'body', 'JSON like {"shopId": "…"}'],
    ['no JSON', '{shop', 'body', 'JSON like {"shopId": "…"}'],
  ])('says of %s what would be right', async (_what, body, field, expected) => {
    const answer = await knock(body);
    expect(answer).toMatchObject({ status: 400, body: { field, expected } });
    expect(JSON.stringify(answer)).not.toMatch(/Invalid|query/);
  });
});
