import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerOperations } from '#infra/scripts/register-operations';
import { trustedEnv, trustedSettings } from '#gateway/documents/trusted-settings';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';
import { testStack } from '#test/kit/test-stack';

jest.setTimeout(120_000);

const viewer = 'query Viewer { viewer { roles } }';
const inbox = 'subscription Inbox { inboxChanged { reason } }';
let system: TestSystem;
let shop: StagedShop;
let strict: string;
let hashes: Record<string, string>;

beforeAll(async () => {
  const folder = mkdtempSync(join(testStack().root, 'operations-'));
  system = await startSystem({ processes: ['shop', 'gateway'], env: { JIEDAI_OPERATIONS_FOLDER: folder } });
  shop = await stageShop(system, { name: 'Lamps' });
  strict = (await system.addCopy('gateway', { JIEDAI_TRUSTED_DOCUMENTS: 'only' })).url;
  const files = Object.entries({ viewer, inbox }).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.graphql`), text);
    return join(folder, `${name}.graphql`);
  });
  const { limits } = trustedSettings(trustedEnv.parse({}));
  const registered = registerOperations({ client: 'desk', folder, files, replace: false, limits });
  hashes = Object.fromEntries(registered.map(([hash, file]) => [file.split('/').at(-1)?.split('.')[0], `sha256:${hash}`]));
});

afterAll(() => system?.stop());

const send = (path: string, body: object): Promise<Response> =>
  fetch(strict + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: '*/*', authorization: `Bearer ${shop.tokenOf('owner')}` },
    body: JSON.stringify(body),
  });

test('a gateway that answers registered documents alone has them for queries and for streams', async () => {
  const { data } = { data: { viewer: { roles: ['OWNER'] } } };
  await eventually(async () => expect(await (await send('/graphql', { documentId: hashes['viewer'] })).json()).toEqual({ data }));
  const stream = await send('/graphql/stream', { documentId: hashes['inbox'] });
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await stream.body?.cancel();
  const unknown: [string, object][] = [
    ['/graphql', { query: '{ viewer { id } }' }],
    ['/graphql', { documentId: hashes['inbox'] }],
    ['/graphql/stream', { query: 'subscription { inboxChanged { reason gone } }' }],
    ['/graphql/stream', { documentId: `sha256:${'0'.repeat(64)}` }],
  ];
  const answers = await Promise.all(unknown.map(async ([path, body]) => (await send(path, body)).status));
  expect(answers).toEqual([404, 400, 404, 404]);
});
