import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiskStore } from '#libs/platform/attachments/disk-store';
import { createS3Store } from '#libs/platform/attachments/s3-store';
import type { AttachmentStore, StoredFile } from '#libs/platform/attachments/attachment-store';
import { newId } from '#libs/platform/process/ids';

/* The least of an S3-compatible server: objects by path, signed requests only, a list in pages of two. */
const objects = new Map<string, { body: Buffer; at: Date }>();
const xml = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>${inner}`;

const server: Server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
    const key = pathname.replace('/files/', '');
    if (!/^AWS4-HMAC-SHA256 Credential=me\//.test(request.headers.authorization ?? '')) return void response.writeHead(403).end();
    if (searchParams.has('list-type')) return void response.end(listFrom(searchParams.get('continuation-token') ?? ''));
    if (request.method === 'PUT') objects.set(key, { body: Buffer.concat(parts), at: new Date() });
    if (request.method === 'DELETE') objects.delete(key);
    const found = objects.get(key);
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    if (!found)
      return void response.writeHead(404, { 'content-type': 'application/xml' }).end(xml('<Error><Code>NoSuchKey</Code></Error>'));
    response.writeHead(200, { etag: '"1"' }).end(request.method === 'GET' ? found.body : undefined);
  });
});

function listFrom(token: string): string {
  const keys = [...objects.keys()].sort().filter((key) => key > token);
  const page = keys.slice(0, 2);
  const contents = page.map(
    (key) => `<Contents><Key>${key}</Key><LastModified>${objects.get(key)!.at.toISOString()}</LastModified></Contents>`,
  );
  const more = keys.length > page.length;
  return xml(
    `<ListBucketResult>${contents.join('')}<IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''}</ListBucketResult>`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'attachments-'));
let stores: Readonly<Record<string, AttachmentStore>>;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'me', secretAccessKey: 'secret' };
  stores = { disk: createDiskStore(folder), s3: createS3Store({ bucket: 'files', region: 'eu-1', endpoint, credentials }) };
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

const all = async (store: AttachmentStore): Promise<StoredFile[]> => {
  const files: StoredFile[] = [];
  for await (const file of store.list()) files.push(file);
  return files;
};

test.each(['disk', 's3'])('SES-3 files lie in %s by shop and id, whole, until they are removed', async (kind) => {
  const store = stores[kind]!;
  const [shopId, other] = [newId(), newId()];
  const keys = Array.from({ length: 5 }, () => ({ shopId, id: newId() }));
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
  for (const key of keys) await store.put(key, bytes);
  expect((await store.get(keys[3]!))?.equals(bytes)).toBe(true);
  expect(await store.get({ shopId: other, id: keys[3]!.id })).toBeUndefined();
  const listed = await all(store);
  expect(listed.map(({ id }) => id).sort()).toEqual(keys.map(({ id }) => id).sort());
  expect(listed.every(({ storedAt }) => Math.abs(storedAt.getTime() - Date.now()) < 60_000)).toBe(true);
  await store.remove(keys[3]!);
  await store.remove(keys[3]!);
  expect(await store.get(keys[3]!)).toBeUndefined();
  expect(await all(store)).toHaveLength(4);
});

test('what is no id is no part of a path', async () => {
  await expect(stores['disk']!.put({ shopId: '..', id: newId() }, Buffer.from('x'))).rejects.toThrow(/ids/);
  await expect(stores['disk']!.get({ shopId: newId(), id: '../../etc/passwd' })).rejects.toThrow(/ids/);
});
