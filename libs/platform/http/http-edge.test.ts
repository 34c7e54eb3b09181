import { connect, type Socket } from 'node:net';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pino from 'pino';
import { eventually } from '#test/kit/eventually';
import { AppError } from '../errors';
import { startHttpEdge, type EdgeOptions, type HttpEdge } from './http-edge';
import { nothingHere } from './http-refusal';
import { readJson } from './read-json';
import { endWithText } from './send';

const log = pino({ level: 'silent' });
const edges: HttpEdge[] = [];

afterEach(() => Promise.all(edges.splice(0).map((edge) => edge.stop())));

async function serve(answer: EdgeOptions['answer'], options: Partial<EdgeOptions> = {}): Promise<HttpEdge & { url: string }> {
  const edge = await startHttpEdge({ host: '127.0.0.1', port: 0, ready: () => Promise.resolve(), answer, log, ...options });
  edges.push(edge);
  return { ...edge, url: `http://127.0.0.1:${edge.port}` };
}

/** A connection that sends a beginning and then nothing. */
function hang(port: number, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => resolve(socket)));
    socket.once('error', reject);
    socket.on('error', () => undefined);
  });
}

const closed = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve).resume());

describe('the HTTP edge', () => {
  it('answers what is thrown: a refusal as itself, a bug as an error that says nothing', async () => {
    const errors: Record<string, Error> = {
      '/a': new AppError('UNAUTHENTICATED', 'A token is needed.', { field: 'authorization', expected: 'a token' }),
      '/b': new AppError('SERVICE_UNAVAILABLE', 'Later.'),
      '/c': nothingHere,
      '/d': new Error('hunter2'),
    };
    const { url } = await serve((incoming) => Promise.reject(errors[incoming.url!]!));
    const ask = async (path: string) => {
      const response = await fetch(url + path);
      const requestId = response.headers.get('x-request-id');
      return { status: response.status, headers: response.headers, requestId, body: await response.text() };
    };
    const stranger = await ask('/a');
    expect(stranger.requestId).toMatch(/^[0-9a-f]{32}$/);
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="jiedai"']);
    expect(JSON.parse(stranger.body)).toEqual({
      errors: [
        {
          message: 'A token is needed.',
          extensions: {
            code: 'UNAUTHENTICATED',
            field: 'authorization',
            expected: 'a token',
            retryable: false,
            requestId: stranger.requestId,
          },
        },
      ],
    });
    const later = await ask('/b');
    expect([later.status, later.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await ask('/c')).status).toBe(404);
    const bug = await ask('/d');
    expect(bug.status).toBe(500);
    expect(bug.body).not.toContain('hunter2');
  });

  it('compresses an answer of some size for whoever takes that, and nothing for others', async () => {
    const large = '接待'.repeat(2_000);
    const { port } = await serve((incoming, response) => endWithText(incoming, response, incoming.url === '/large' ? large : 'small'));
    const ask = (path: string, accept: string): Promise<[string | undefined, Buffer]> =>
      new Promise((resolve) => {
        request({ port, path, headers: { 'accept-encoding': accept }, agent: false }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => resolve([response.headers['content-encoding'], Buffer.concat(parts)]));
        }).end();
      });
    const [br, brotli] = await ask('/large', 'gzip, deflate, br');
    expect([br, brotliDecompressSync(brotli).toString()]).toEqual(['br', large]);
    const [gz, zipped] = await ask('/large', 'gzip;q=1.0, br;q=0');
    expect([gz, gunzipSync(zipped).toString()]).toEqual(['gzip', large]);
    expect(await ask('/large', 'identity')).toEqual([undefined, Buffer.from(large)]);
    expect(await ask('/small', 'br')).toEqual([undefined, Buffer.from('small')]);
  });

  it('says whether it is ready, and why not', async () => {
    let problem: Error | undefined = new Error('the database is not migrated');
    const { url } = await serve(() => Promise.reject(nothingHere), {
      ready: () => (problem ? Promise.reject(problem) : Promise.resolve()),
    });
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'not ready', because: 'the database is not migrated' });
    problem = undefined;
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'ready' });
    expect(await (await fetch(`${url}/live`)).json()).toEqual({ status: 'live' });
  });

  it('closes the oldest of many connections of an address that hang, never the newest', async () => {
    const { port, url } = await serve(
      async (incoming, response) => void response.end(JSON.stringify(await readJson(incoming, { bytes: 100, ms: 5_000 }))),
      { unfinishedPerAddress: 3 },
    );
    const head = 'POST / HTTP/1.1\r\nhost: x\r\n';
    const first = await hang(port, head);
    const second = await hang(port, `${head}content-length: 9\r\n\r\n{"a"`);
    const gone = [closed(first), closed(second)];
    const kept = [await hang(port, head), await hang(port, head)];
    await gone[0];
    const response = await fetch(url, { method: 'POST', body: '{"a":1}' });
    expect(await response.json()).toEqual({ a: 1 });
    await gone[1];
    expect(kept.map(({ destroyed }) => destroyed)).toEqual([false, false]);
    for (const socket of kept) socket.destroy();
  });

  it('counts what a proxy hands on for the client that it names', async () => {
    const addresses = {
      isProxy: () => true,
      of: ({ headers }: IncomingMessage) => String(headers['x-forwarded-for']),
    };
    const { port } = await serve(
      async (incoming, response) => void response.end(JSON.stringify(await readJson(incoming, { bytes: 100, ms: 5_000 }))),
      { unfinishedPerAddress: 1, addresses },
    );
    const begun = (of: string): string => `POST / HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${of}\r\ncontent-length: 9\r\n\r\n{"a"`;
    const idle = [await hang(port, ''), await hang(port, '')];
    const other = await hang(port, begun('192.0.2.2'));
    const oldest = await hang(port, begun('192.0.2.1'));
    const gone = closed(oldest);
    const newest = await hang(port, begun('192.0.2.1'));
    await gone;
    const kept = [...idle, other, newest];
    expect(kept.map(({ destroyed }) => destroyed)).toEqual(kept.map(() => false));
    for (const socket of kept) socket.destroy();
  });

  it('does not count connections that wait for their next request, nor requests that are being answered', async () => {
    const waiting: (() => void)[] = [];
    const { url } = await serve(
      async (incoming, response) => {
        await readJson(incoming, { bytes: 100, ms: 5_000 });
        waiting.push(() => response.end('done'));
      },
      { unfinishedPerAddress: 2 },
    );
    const asked = Array.from({ length: 6 }, () => fetch(url, { method: 'POST', body: '{}' }));
    while (waiting.length < 6) await new Promise(setImmediate);
    for (const finish of waiting) finish();
    expect(await Promise.all(asked.map(async (each) => (await each).text()))).toEqual(asked.map(() => 'done'));
  });

  it('cuts off a client that takes an answer too slowly, and no other', async () => {
    const large = 'x'.repeat(32 * 1024 * 1024);
    const responses: ServerResponse[] = [];
    const answer: EdgeOptions['answer'] = (_incoming, response) => {
      responses.push(response);
      return Promise.resolve(void response.end(responses.length === 1 ? large : 'small'));
    };
    const { port, url } = await serve(answer, { unreadMs: 400 });
    const sipping = await hang(port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const sip = setInterval(() => sipping.read(1), 20).unref();
    sipping.on('readable', () => undefined);
    await eventually(() => expect(responses).toHaveLength(1));
    expect(await (await fetch(url)).text()).toBe('small');
    await eventually(() =>
      expect(responses.map(({ destroyed, writableFinished }) => [destroyed, writableFinished])).toEqual([
        [true, false],
        [true, true],
      ]),
    );
    clearInterval(sip);
    sipping.destroy();
  });

  it.each([
    ['one header without end', `x: ${'y'.repeat(20_000)}`],
    ['headers without end', Array.from({ length: 2_000 }, (_, at) => `x-${at}: yyyyyyyy`).join('\r\n')],
  ])('refuses %s, and serves the next', async (_what, headers) => {
    let answered = 0;
    const { port, url } = await serve((_incoming, response) => Promise.resolve(void response.end(`${(answered += 1)}`)));
    const floods = await Promise.all(Array.from({ length: 50 }, () => hang(port, `GET / HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`)));
    const texts = await Promise.all(
      floods.map(async (socket) => {
        let text = '';
        socket.on('data', (part) => (text += String(part)));
        await closed(socket);
        return text.split('\r\n')[0];
      }),
    );
    expect(new Set(texts)).toEqual(new Set(['HTTP/1.1 431 Request Header Fields Too Large']));
    expect(await (await fetch(url)).text()).toBe('1');
  });

  describe('of what is no request', () => {
    const lines: string[] = [];
    const logged = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    beforeEach(() => lines.splice(0));

    async function textOf(socket: Socket): Promise<string> {
      let text = '';
      socket.on('data', (part) => (text += String(part)));
      await closed(socket);
      return text;
    }

    it.each([
      ['no HTTP', 'hello\r\n\r\n', 400, 'HPE_INVALID_METHOD'],
      ['a length that is none', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ten\r\n\r\n', 400, 'HPE_INVALID_CONTENT_LENGTH'],
      ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n', 400, 'HPE_INVALID'],
      ['a chunk that is none', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 400, 'HPE_INVALID_CHUNK_SIZE'],
      ['headers that are too large', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'HPE_HEADER_OVERFLOW'],
    ])('answers %s as any refusal, and says so in the log', async (_what, sent, status, reason) => {
      const { port } = await serve(
        async (incoming, response) => void response.end(JSON.stringify(await readJson(incoming, { bytes: 100, ms: 5_000 }))),
        { log: logged },
      );
      const [head = '', body = ''] = (await textOf(await hang(port, sent))).split('\r\n\r\n');
      const [, requestId] = /x-request-id: ([0-9a-f]{32})/.exec(head) ?? [];
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId } }] });
      expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ requestId, reason: expect.stringContaining(reason) as unknown });
      expect(lines).toHaveLength(1);
    });

    it('writes nothing into an answer that has begun', async () => {
      let finish: (() => void) | undefined;
      const { port } = await serve(
        (_incoming, response) => {
          response.write('begun');
          finish = () => response.end();
          return Promise.resolve();
        },
        { log: logged },
      );
      const socket = await hang(port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
      const text = textOf(socket);
      await eventually(() => expect(finish).toBeDefined());
      socket.write('hello\r\n\r\n');
      expect((await text).match(/HTTP\/1.1/g)).toHaveLength(1);
      finish?.();
    });

    it('says nothing of a client that only went away', async () => {
      const { port, url } = await serve((_incoming, response) => Promise.resolve(void response.end()), { log: logged });
      const socket = await hang(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"a"');
      socket.resetAndDestroy();
      expect((await fetch(url)).status).toBe(200);
      expect(lines).toEqual([]);
    });

    it('refuses a request without a host', async () => {
      const { port } = await serve(() => Promise.reject(nothingHere));
      const text = await textOf(await hang(port, 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'));
      expect(text).toMatch(/^HTTP\/1.1 400 [\s\S]*"expected":"a header host"/);
    });
  });

  it('stops by finishing what it has begun, and says so meanwhile', async () => {
    let finish: (() => void) | undefined;
    const { url, stop } = await serve(async (_incoming, response) => {
      await new Promise<void>((resolve) => (finish = resolve));
      response.end('done');
    });
    const begun = fetch(url);
    while (!finish) await new Promise(setImmediate);
    const stopped = stop();
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'not ready', because: 'stopping' });
    const late = await fetch(url);
    expect([late.status, late.headers.get('connection')]).toEqual([503, 'close']);
    expect(await late.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }] });
    finish();
    expect(await (await begun).text()).toBe('done');
    await stopped;
    await expect(fetch(url)).rejects.toThrow();
  });
});
