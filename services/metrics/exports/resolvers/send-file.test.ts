import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '#test/kit/eventually';
import { sendFile } from './send-file';

const page = Array.from({ length: 1_000 }, () => ['x'.repeat(1_000)]);
const pagesInAll = 500;

let server: Server;
let asked = 0;
let ended = false;
let sent: Promise<void> | undefined;
let failing: 'AT_ONCE' | 'LATER' | undefined;

async function* pages() {
  try {
    for (asked = 1; asked <= pagesInAll; asked += 1) {
      await Promise.resolve();
      if (failing === 'AT_ONCE' || (failing === 'LATER' && asked === 3)) throw new Error('the database is gone');
      yield page;
    }
  } finally {
    ended = true;
  }
}

beforeEach(async () => {
  [asked, ended, failing] = [0, false, undefined];
  server = createServer((_request, response) => {
    sent = sendFile(response, { name: 'x', columns: ['text'], pages: pages() }, { format: 'CSV', bom: false });
    sent.catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => server.closeAllConnections() ?? server.close());

async function file(): Promise<IncomingMessage> {
  const request = get({ port: (server.address() as AddressInfo).port });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

it('what a client does not take is not read; it is, as soon as it takes it', async () => {
  const response = await file();
  let before = -1;
  await eventually(() => {
    const still = asked === before;
    before = asked;
    expect(still).toBe(true);
  });
  expect(asked).toBeLessThan(50);
  let bytes = 0;
  for await (const part of response) bytes += (part as Buffer).length;
  expect(bytes).toBe(pagesInAll * 1_000 * 1_002 + 'text\r\n'.length);
  expect(ended).toBe(true);
});

it('a client that leaves ends the reading, and is no fault', async () => {
  const response = await file();
  response.destroy();
  await eventually(() => expect(ended).toBe(true));
  expect(asked).toBeLessThan(pagesInAll);
  await expect(sent).resolves.toBeUndefined();
});

it('a fault at the beginning is answered as one; one later on cuts the file off', async () => {
  failing = 'LATER';
  const response = await file();
  await expect(
    (async () => {
      for await (const _part of response);
    })(),
  ).rejects.toMatchObject({ code: 'ECONNRESET' });
  failing = 'AT_ONCE';
  await expect(file()).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(sent).rejects.toThrow('the database is gone');
});
