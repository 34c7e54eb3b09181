import { createContext, runInContext } from 'node:vm';
import { parse } from 'graphql';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;
let url: string;

beforeAll(async () => {
  system = await startSystem();
  shop = await stageShop(system, { name: 'Lamps' });
  url = system.process('gateway').url;
});

afterAll(() => system?.stop());

interface Asked {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}
type Answer = { readonly data?: Readonly<Record<string, unknown>>; readonly errors?: readonly { readonly extensions: unknown }[] };
type Fetcher = (asked: Asked, more: { readonly documentAST: unknown }) => Promise<Answer> | AsyncGenerator<Answer>;

/** The explorer's scripts as the gateway serves them, run with nothing but what a browser has. */
async function explorerAs(token: string): Promise<Fetcher> {
  const page: Record<string, unknown> = { AbortController, TextDecoder, setTimeout, clearTimeout };
  page['self'] = createContext(page);
  for (const name of ['graphql-sse.js', 'fetcher.js']) runInContext(await (await fetch(`${url}/explore/${name}`)).text(), page);
  const { createClient } = page['graphqlSse'] as { createClient: unknown };
  return (page['explorerFetcher'] as (options: object) => Fetcher)({ createClient, fetch, tokenOf: () => token, origin: url });
}

const ask = (fetcher: Fetcher, query: string, more: Omit<Asked, 'query'> = {}) =>
  fetcher({ query, ...more }, { documentAST: parse(query) });

it('the explorer knows the schema, asks as whoever the token names, and shows why it is refused', async () => {
  const fetcher = await explorerAs(shop.tokenOf('owner'));
  const schema = (await ask(fetcher, 'query IntrospectionQuery { __schema { queryType { name } } }', {
    operationName: 'IntrospectionQuery',
  })) as { data: { __schema: { subscriptionType: unknown } } };
  expect(schema.data.__schema.subscriptionType).toMatchObject({ name: 'Subscription' });
  expect(await ask(fetcher, '{ viewer { shop { name } } }')).toMatchObject({ data: { viewer: { shop: { name: 'Lamps' } } } });
  const refused = (await ask(await explorerAs('nonsense'), '{ viewer { id } }')) as Answer;
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('the explorer watches: a subscription among the operations of its document runs over Server-Sent Events', async () => {
  const fetcher = await explorerAs(shop.tokenOf('owner'));
  const document = `query Viewer { viewer { ...Who } }
    fragment Who on Viewer { shop { ...Named } } fragment Named on Shop { name } fragment Changed on Changed { kind id }
    subscription Board($shop: ID!) { boardChanged(shopId: $shop) { reason changed { ...Changed } } }`;
  expect(await ask(fetcher, document, { operationName: 'Viewer' })).toEqual({ data: { viewer: { shop: { name: 'Lamps' } } } });
  const events = ask(fetcher, document, { operationName: 'Board', variables: { shop: shop.id } }) as AsyncGenerator<Answer>;
  expect((await events.next()).value).toMatchObject({ data: { boardChanged: { reason: 'SNAPSHOT' } } });
  const { id } = await shop.writes('b1');
  expect((await events.next()).value).toMatchObject({
    data: { boardChanged: { reason: 'CHANGE', changed: expect.arrayContaining([{ kind: 'SESSION', id }]) as unknown } },
  });
  await events.return(undefined);
});
