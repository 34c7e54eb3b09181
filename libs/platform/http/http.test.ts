import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, sendJson } from './http';

const limit = 1_000;

let server: Server;
let outcome: Promise<unknown> | undefined;

beforeAll(async () => {
  server = createServer((incoming, response) => {
    outcome = readBody(incoming, limit);
    outcome.then(
      (body) => sendJson(response, body === undefined ? 413 : 200, { body }),
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const options = () => ({ port: (server.address() as AddressInfo).port, method: 'POST', agent: false as const });

/** Sends chunks one after another and answers with the status and what came back, or null when the other side hung up. */
function post(chunks: readonly string[]): Promise<{ status: number | undefined; text: string } | null> {
  return new Promise((resolve) => {
    const sent = request(options(), (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', () => resolve(null));
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}

describe('the body of a request', () => {
  it('is parsed, in however many pieces it comes and wherever they cut a character', async () => {
    const bytes = Buffer.from('{"text":"接待"}');
    const answer = await new Promise<string>((resolve) => {
      const sent = request(options(), (response) => response.on('data', (part: Buffer) => resolve(part.toString())));
      sent.write(bytes.subarray(0, 10), () => sent.end(bytes.subarray(10)));
    });
    expect(JSON.parse(answer)).toEqual({ body: { text: '接待' } });
  });

  it('is text when it is no JSON', async () => {
    expect(await post(['{"a":'])).toEqual({ status: 200, text: '{"body":"{\\"a\\":"}' });
  });

  it('is read to its end when it is too large, so that the client hears why', async () => {
    expect(await post(Array.from({ length: 10 }, () => 'x'.repeat(limit)))).toEqual({ status: 413, text: '{}' });
  });

  it('is cut off when it does not seem to end', async () => {
    expect(await post(Array.from({ length: 40 }, () => 'x'.repeat(limit)))).toBeNull();
    await expect(outcome).resolves.toBeUndefined();
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
    await expect(outcome).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
