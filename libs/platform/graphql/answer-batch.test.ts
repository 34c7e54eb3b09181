import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBatch } from './answer-batch';
import type { Answered } from './answer-operation';
import { readJson } from '../http/read-json';
import { batchAnswerType, fromAnswerLine } from './operation-batch';

/** Whoever is asked waits until the test answers. */
const asked = new Map<string, (answer: Answered) => void>();

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    void readJson(request, { bytes: 1_000, ms: 5_000 }).then((batch) =>
      answerBatch(response, batch as string[], (name) => new Promise((resolve) => asked.set(String(name), resolve))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function post(batch: readonly string[]): Promise<{ type: string | null; next: () => Promise<string | undefined> }> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { headers, body } = await fetch(url, { method: 'POST', body: JSON.stringify(batch) });
  const parts = body!.pipeThrough(new TextDecoderStream()).getReader();
  return { type: headers.get('content-type'), next: async () => (await parts.read()).value };
}

const answer = (name: string): void => asked.get(name)!({ status: 200, body: name });
const answersIn = (lines: string | undefined): unknown[] => (lines ?? '').trimEnd().split('\n').map(fromAnswerLine);
const ok = (index: number, body: string) => ({ index, status: 200, body });

describe('the answers of a batch', () => {
  it('come one by one, each as soon as it is there, and together when they are there at once', async () => {
    const waiting = post(['slow', 'a', 'b', 'quick']);
    while (asked.size < 4) await new Promise(setImmediate);
    answer('quick');
    const { type, next } = await waiting;
    expect(type).toBe(batchAnswerType);
    expect(answersIn(await next())).toEqual([ok(3, 'quick')]);
    answer('b');
    answer('a');
    expect(answersIn(await next())).toEqual([ok(2, 'b'), ok(1, 'a')]);
    answer('slow');
    expect(answersIn(await next())).toEqual([ok(0, 'slow')]);
    expect(await next()).toBeUndefined();
  });

  it('are none for nobody', async () => {
    expect(await (await post([])).next()).toBeUndefined();
  });

  it.each(['null', '{"index":0}', '["0",200,{}]', 'no JSON'])('are not taken from %s', (line) => {
    expect(() => fromAnswerLine(line)).toThrow();
  });
});
