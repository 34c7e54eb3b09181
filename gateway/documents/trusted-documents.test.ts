import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#test/kit/eventually';
import { GatewayStage } from '#test/kit/gateway-stage';
import { hashOf } from './manifest';

const stage = new GatewayStage();
let folder: string;

beforeAll(async () => {
  await stage.open();
  stage.answers['shop'] = { body: { data: { _entities: [{ name: 'Lamps' }] } } };
  stage.answers['session'] = { body: { data: { _entities: [{ sessions: { nodes: [] } }] } } };
});
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'operations-'))));
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => stage.close());

function register(client: string, ...texts: string[]): void {
  writeFileSync(join(folder, `${client}.json`), JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text]))));
}

const settings = { limits: { depth: 15, aliases: 100, directives: 10, tokens: 5_000, cost: 5_000 } };
const serve = (only = false) => stage.serve({ documents: stage.documents({ ...settings, folder, only }) });

async function ask(url: string, body: object): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer t' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });
const name = 'query Name($id: ID!) { shop(id: $id) { name } }';
const answered = { status: 200, body: { data: { shop: { name: 'Lamps' } } } };
const notFound = { status: 404, body: { errors: [{ extensions: { code: 'DOCUMENT_NOT_FOUND', retryable: false } }] } };
/** Seven fields a session, a hundred sessions and messages: more than anybody may ask. */
const large = '{ shop(id: "s") { sessions(first: 100) { nodes { id state messages(first: 20) { nodes { id } } } } } }';

describe('registered documents', () => {
  it('are asked for by their hash in either form, in a GET too', async () => {
    register('desk', name);
    const { url } = await serve();
    const variables = { id: 's' };
    expect(await ask(url, { ...byHash(name), variables })).toEqual(answered);
    expect(await ask(url, { documentId: `sha256:${hashOf(name)}`, variables })).toEqual(answered);
    const { extensions } = byHash(name);
    const parameters = new URLSearchParams({ variables: JSON.stringify(variables), extensions: JSON.stringify(extensions) });
    const headers = { authorization: 'Bearer t', 'apollo-require-preflight': '1' };
    expect(await (await fetch(`${url}/graphql?${parameters}`, { headers })).json()).toEqual(answered.body);
  });

  it('that nobody registered are not found, whatever the hash looks like', async () => {
    register('desk', name);
    const { url } = await serve();
    expect(await ask(url, byHash('{ viewer { id } }'))).toMatchObject(notFound);
    for (const documentId of [7, 'sha256:abc', `md5:${hashOf(name)}`, hashOf(name).toUpperCase()])
      expect(await ask(url, { documentId })).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'documentId' } }] },
      });
    expect(await ask(url, { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(name) } } })).toMatchObject({ status: 400 });
  });

  it.each(['registered', 'sent'])('are answered what is asked of them where a subscription stands beside it: %s', async (how) => {
    const both = `${name} subscription Live($id: ID!) { boardChanged(shopId: $id) { reason } }`;
    register('desk', ...(how === 'registered' ? [both] : []));
    const { url } = await serve();
    const asked = { ...(how === 'registered' ? byHash(both) : { query: both }), variables: { id: 's' } };
    expect(await ask(url, { ...asked, operationName: 'Name' })).toEqual(answered);
    const noSubscription = { code: 'BAD_USER_INPUT', field: 'query', expected: 'a query or a mutation' };
    expect(await ask(url, { ...asked, operationName: 'Live' })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: noSubscription }] },
    });
    expect(await ask(url, asked)).toMatchObject({ status: 400 });
  });

  it('have larger limits than what anybody may send', async () => {
    register('desk', name);
    const { url } = await serve();
    const tooDear = { status: 400, body: { errors: [{ extensions: { expected: 'a cost of at most 1000' } }] } };
    expect(await ask(url, { query: large })).toMatchObject(tooDear);
    register('board', large);
    await eventually(async () => expect((await ask(url, byHash(large))).status).toBe(200));
    const larger = large.replace('first: 20', 'first: 100');
    register('board', larger);
    await eventually(async () => expect(await ask(url, byHash(large))).toMatchObject(notFound));
    expect(await ask(url, byHash(larger))).toMatchObject({ body: { errors: [{ extensions: { expected: 'a cost of at most 5000' } }] } });
  });

  it('come and go while the gateway runs; a list that cannot be read leaves its last one in force', async () => {
    const { url } = await serve();
    const viewer = '{ shop(id: "s") { name } }';
    expect(await ask(url, byHash(viewer))).toMatchObject(notFound);
    register('desk', viewer);
    await eventually(async () => expect(await ask(url, byHash(viewer))).toEqual(answered));
    writeFileSync(join(folder, 'desk.json'), JSON.stringify({ [hashOf(viewer)]: '{ shop(id: "other") { name } }' }));
    await eventually(() => expect(stage.lines.join()).toContain('cannot be read'));
    expect(await ask(url, byHash(viewer))).toEqual(answered);
    rmSync(join(folder, 'desk.json'));
    await eventually(async () => expect(await ask(url, byHash(viewer))).toMatchObject(notFound));
  });

  it('that the graph does not have, or that ask for the schema, are left out', async () => {
    const wrong = '{ colour }';
    const schema = '{ __schema { types { name } } }';
    register('desk', wrong, schema, name);
    const { url } = await serve();
    for (const text of [wrong, schema]) expect(await ask(url, byHash(text))).toMatchObject(notFound);
    expect((await ask(url, { ...byHash(name), variables: { id: 's' } })).status).toBe(200);
    expect(stage.lines.join()).toContain('does not fit this graph');
  });

  it('are all that is answered where the setting says so', async () => {
    register('desk', name);
    const { url } = await serve(true);
    expect(await ask(url, { query: '{ __typename }' })).toMatchObject(notFound);
    expect(await ask(url, { query: '{ __schema { types { name } } }' })).toMatchObject(notFound);
    expect(await ask(url, { query: name, variables: { id: 's' } })).toEqual(answered);
    expect(await ask(url, { ...byHash(name), variables: { id: 's' } })).toEqual(answered);
  });
});
