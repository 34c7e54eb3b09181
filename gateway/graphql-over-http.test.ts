import { serverAudits } from 'graphql-http';
import { GatewayStage } from '#test/kit/gateway-stage';

const stage = new GatewayStage();
let url: string;

beforeAll(async () => {
  await stage.open();
  ({ url } = await stage.serve({ introspection: true }));
});

afterAll(() => stage.close());

/** As clients call here: with a token, and where nothing else shows that no form of another site sent it, with the header that does. */
function fetchFn(input: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', 'Bearer t');
  if (init.method === 'GET') headers.set('apollo-require-preflight', 'true');
  return fetch(input, { ...init, headers });
}

const audits = serverAudits({ url: () => `${url}/graphql`, fetchFn }).filter(({ name }) => !name.startsWith('MAY'));

it('the audits of GraphQL over HTTP are there', () => expect(audits.length).toBeGreaterThan(30));

it.each(audits)('GraphQL over HTTP: $name', async ({ fn }) => {
  expect(await fn()).toMatchObject({ status: 'ok' });
});

it.each(['application/graphql-response+json', '*/*', 'application/json, application/graphql-response+json'])(
  'a query that is not valid is refused under 400 for whoever takes %s',
  async (accept) => {
    const init = { method: 'POST', headers: { accept, 'content-type': 'application/json' }, body: '{"query":"{ colour }"}' };
    expect((await fetchFn(`${url}/graphql`, init)).status).toBe(400);
  },
);
