import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Agent } from 'undici';
import { readJson } from '#libs/platform/http/read-json';
import { batchLimit, batchType, toAnswerLine, type BatchedOperation } from '#libs/platform/graphql/operation-batch';
import { passportHeader } from '#libs/platform/access/passport';
import { createLog } from '#libs/platform/process/log';
import type { GatewayContext } from './context';
import { createAgent, SubgraphDataSource } from './subgraph-data-source';
import { callerAs } from '#test/kit/caller-as';

const planted = 'hunter2';
const lines: string[] = [];
const log = createLog({ service: 'gateway', level: 'info', write: (line) => lines.push(line) });

let agent: Agent;
let server: Server;
let url: string;
let respond: (request: IncomingMessage, response: ServerResponse, batch: readonly BatchedOperation[]) => void;

beforeAll(async () => {
  agent = createAgent();
  server = createServer((request, response) => {
    void readJson(request, { bytes: 1_000_000, ms: 5_000 }).then((batch) => respond(request, response, batch as BatchedOperation[]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await agent.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const caller = callerAs('OWNER', 's');
const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** One request as the gateway hands it to its data source. */
function ask(context: Partial<GatewayContext> = {}, source = sourceAt(url), id = 's'): ReturnType<SubgraphDataSource['process']> {
  const options = {
    request: {
      query: 'query($id: ID!) { shop(id: $id) { id } }',
      variables: { id },
      http: { headers: new Map([['cookie', planted]]) },
    },
    incomingRequestContext: { request: { http: { headers: new Map([['authorization', `Bearer ${planted}`]]) } } },
    context: { caller, callerName: 'w', passport: 'signed', traceparent: trace, answerBy: performance.now() + 4_500, ...context },
  };
  return source.process(options as unknown as GraphQLDataSourceProcessOptions<GatewayContext>);
}

const sourceAt = (at: string): SubgraphDataSource => new SubgraphDataSource('shop', at, agent, log);

const shopOf = (id: unknown) => ({ data: { shop: { id } } });
const line = (index: number, id: unknown = 's'): string => toAnswerLine({ index, status: 200, body: shopOf(id) });

const unavailable = {
  errors: [
    {
      message: 'The shop service is not available at the moment; try again.',
      path: ['shop'],
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
    },
  ],
};

describe('one subgraph, asked over HTTP', () => {
  it('sends passport and trace, and none of the headers a client sent', async () => {
    let headers: IncomingHttpHeaders = {};
    let sent: readonly BatchedOperation[] = [];
    respond = (request, response, batch) => {
      headers = request.headers;
      sent = batch;
      response.end(line(0));
    };
    await expect(ask()).resolves.toEqual(shopOf('s'));
    const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
    expect(rest).toEqual({ 'content-type': batchType, [passportHeader]: 'signed' });
    expect(sent).toEqual([
      { passport: 'signed', traceparent: trace, query: 'query($id: ID!) { shop(id: $id) { id } }', variables: { id: 's' } },
    ]);
  });

  it('hands on a refusal', async () => {
    const body = { errors: [{ message: 'No such shop.' }], data: null };
    respond = (_request, response) => response.end(toAnswerLine({ index: 0, status: 200, body }));
    await expect(ask()).resolves.toMatchObject({ errors: [{ message: 'No such shop.' }] });
  });

  it('asks in one request what is asked in one turn, each for its own caller, and hands out each answer when it is there', async () => {
    const batches: (readonly BatchedOperation[])[] = [];
    let answering: ServerResponse | undefined;
    respond = (_request, response, batch) => {
      batches.push(batch);
      answering = response;
      const [last, inTwo] = [Buffer.from(line(2, 'c')), Buffer.from(line(0, '接待'))];
      const cut = inTwo.indexOf(0xe6) + 1;
      response.write(Buffer.concat([last, inTwo.subarray(0, cut)]), () => response.write(inTwo.subarray(cut)));
    };
    const source = sourceAt(url);
    const [first, second, third] = ['a', 'b', 'c'].map((id) => ask({ passport: `of ${id}` }, source, id));
    await expect(Promise.all([first, third])).resolves.toEqual([shopOf('接待'), shopOf('c')]);
    answering?.end(line(1, 'b'));
    await expect(second).resolves.toEqual(shopOf('b'));
    expect(batches.map((batch) => batch.map(({ passport, variables }) => [passport, variables?.['id']]))).toEqual([
      [
        ['of a', 'a'],
        ['of b', 'b'],
        ['of c', 'c'],
      ],
    ]);
  });

  it('fails only those who have no answer yet when the connection breaks, and nobody else when one is too late', async () => {
    respond = (request, response) => void response.write(line(1, 'b'), () => request.socket.destroy());
    const source = sourceAt(url);
    const broken = ['a', 'b'].map((id) => ask({}, source, id));
    await expect(broken[0]).resolves.toEqual(unavailable);
    await expect(broken[1]).resolves.toEqual(shopOf('b'));
    respond = (_request, response) => void setTimeout(() => response.end(line(0) + line(1, 'b')), 600);
    const [late, patient] = [ask({ answerBy: performance.now() + 300 }, source), ask({}, source, 'b')];
    await expect(late).resolves.toEqual(unavailable);
    await expect(patient).resolves.toEqual(shopOf('b'));
  });

  it('sends more than a batch holds in several', async () => {
    const sizes: number[] = [];
    respond = (_request, response, batch) => {
      sizes.push(batch.length);
      response.end(batch.map(({ variables }, index) => line(index, variables?.['id'])).join(''));
    };
    const source = sourceAt(url);
    const ids = Array.from({ length: 2 * batchLimit + 1 }, (_, index) => `shop ${index}`);
    await expect(Promise.all(ids.map((id) => ask({}, source, id)))).resolves.toEqual(ids.map(shopOf));
    expect(sizes.sort((a, b) => b - a)).toEqual([batchLimit, batchLimit, 1]);
  });

  it.each<[string, typeof respond]>([
    ['500 with a secret', (_request, response) => void response.writeHead(500).end(`{"errors":[{"message":"${planted}"}]}`)],
    ['500 with HTML', (_request, response) => void response.writeHead(500).end(`<h1>${planted}</h1>`)],
    ['nonsense', (_request, response) => void response.end(`${planted}\n`)],
    ['null', (_request, response) => void response.end('null\n')],
    ['JSON that is no answer', (_request, response) => void response.end(`{"password":"${planted}"}\n`)],
    ['an answer without a result', (_request, response) => void response.end(`[0,200,{"password":"${planted}"}]\n`)],
    ['to somebody who did not ask', (_request, response) => void response.end(line(7))],
    [
      'that our passport is not valid',
      (_request, response) => void response.writeHead(401).end('{"errors":[{"message":"A passport is needed."}]}'),
    ],
    [
      'that the passport of one operation is not valid',
      (_request, response) => void response.end('[0,401,{"errors":[{"message":"A passport is needed."}]}]\n'),
    ],
    ['nothing and hangs up', (request) => void request.socket.destroy()],
    ['half an answer and hangs up', (request, response) => void response.write('[0,200,{"data":', () => request.socket.destroy())],
    ['more than anybody can want', (_request, response) => void response.end('x'.repeat(11 * 1024 * 1024))],
  ])('a subgraph that answers %s is SERVICE_UNAVAILABLE under its name', async (_what, behaviour) => {
    respond = behaviour;
    await expect(ask()).resolves.toEqual(unavailable);
    expect(lines.at(-1)).toContain('a subgraph did not answer');
  });

  it('so is one that is not there', async () => {
    await expect(ask({}, sourceAt('http://127.0.0.1:9/graphql'))).resolves.toEqual(unavailable);
    expect(lines.at(-1)).toContain('"subgraph":"shop"');
  });

  it('so is one that never answers, or stops in the middle, when the time of the request is up', async () => {
    respond = () => undefined;
    await expect(ask({ answerBy: performance.now() + 300 })).resolves.toEqual(unavailable);
    respond = (_request, response) => void response.write('[0,200,{"data":');
    await expect(ask({ answerBy: performance.now() - 1 })).resolves.toEqual(unavailable);
  });

  it('so is one whose connections are all taken by others who wait', async () => {
    let asked = 0;
    respond = () => {
      asked += 1;
    };
    const waiting = Array.from({ length: 250 }, () => ask({ answerBy: performance.now() + 600 }));
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => unavailable));
    respond = (_request, response) => void response.end(line(0));
    await expect(ask()).resolves.toEqual(shopOf('s'));
    expect(asked).toBeLessThan(250);
  });
});
