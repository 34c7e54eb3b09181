import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { refusalOf } from './http-refusal';
import { readJson } from './read-json';
import { sendJson, sendRefusal } from './send';

const limit = 1_000;

let server: Server;
let outcome: Promise<unknown> | undefined;
let ms = 5_000;

beforeAll(async () => {
  server = createServer((incoming, response) => {
    outcome = readJson(incoming, { bytes: limit, ms });
    outcome.then(
      (body) => sendJson(response, 200, { body }),
      (error: unknown) => sendRefusal(response, refusalOf(error)!, 'r'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const options = () => ({ port: (server.address() as AddressInfo).port, method: 'POST', agent: false as const });

interface Answer {
  readonly status: number | undefined;
  readonly body: unknown;
}

/** Sends chunks one after another and answers with what came back, or null when the other side hung up first. */
function post(chunks: readonly string[], headers: Record<string, string> = {}): Promise<Answer | null> {
  return new Promise((resolve) => {
    const sent = request({ ...options(), headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) as unknown }));
    });
    sent.on('error', () => resolve(null));
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}

const refusal = (expected: string) => ({
  errors: [
    {
      message: expect.any(String) as unknown,
      extensions: { code: 'BAD_USER_INPUT', field: 'body', expected, retryable: false, requestId: 'r' },
    },
  ],
});

describe('the body of a request', () => {
  it('is parsed, in however many pieces it comes and wherever they cut a character', async () => {
    const bytes = Buffer.from('{"text":"接待"}');
    const answer = await new Promise<string>((resolve) => {
      const sent = request(options(), (response) => response.on('data', (part: Buffer) => resolve(part.toString())));
      sent.write(bytes.subarray(0, 10), () => sent.end(bytes.subarray(10)));
    });
    expect(JSON.parse(answer)).toEqual({ body: { text: '接待' } });
  });

  it('is refused when it is no JSON', async () => {
    expect(await post(['{"a":'])).toEqual({ status: 400, body: refusal('JSON like {"query": "…", "variables": {…}}') });
  });

  it.each([
    ['a little', 2_000],
    ['3 MB', 3_000_000],
    ['20 MB', 20_000_000],
  ])('is refused when it is too large by %s, and the client hears why', async (_what, size) => {
    const tooLarge = { status: 413, body: refusal('at most 1000 bytes') };
    expect(await post(['x'.repeat(size)])).toEqual(tooLarge);
    expect(await post(['x'.repeat(size)], { 'content-length': String(size) })).toEqual(tooLarge);
  });

  it('is refused when it says that it is too large, before it comes', async () => {
    const sent = request({ ...options(), headers: { 'content-length': '2000' } });
    const status = await new Promise((resolve) => {
      sent.on('response', (response) => resolve(response.statusCode)).on('error', () => undefined);
      sent.flushHeaders();
    });
    expect(status).toBe(413);
    sent.destroy();
  });

  it('is cut off when it does not seem to end', async () => {
    const socket = connect(options().port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve));
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n');
    const chunk = Buffer.alloc(8 * 1024 * 1024);
    const more = (): void => void (socket.destroyed || socket.write(chunk, () => setImmediate(more)));
    more();
    await closed;
    await expect(outcome).rejects.toMatchObject({ status: 413 });
  });

  it('is refused when it stops in the middle', async () => {
    ms = 50;
    const sent = request({ ...options(), headers: { 'content-length': '100' } });
    const status = await new Promise((resolve) => {
      sent.on('response', (response) => resolve(response.statusCode)).on('error', () => undefined);
      sent.write('{"a"');
    });
    ms = 5_000;
    expect(status).toBe(408);
  });

  it('is refused when the client hangs up in the middle', async () => {
    outcome = undefined;
    await new Promise<void>((resolve) => {
      const sent = request({ ...options(), headers: { 'content-length': '100' } });
      sent.on('error', () => undefined);
      server.once('request', () => {
        sent.destroy();
        resolve();
      });
      sent.write('{"a"');
    });
    await expect(outcome).rejects.toMatchObject({ status: 400, error: { message: 'The request broke off.' } });
  });
});
