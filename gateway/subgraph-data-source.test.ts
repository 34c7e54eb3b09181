import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import pino from 'pino';
import type { Agent } from 'undici';
import { passportHeader } from '#libs/platform/passport';
import type { GatewayContext } from './context';
import { createAgent, SubgraphDataSource } from './subgraph-data-source';

const planted = 'hunter2';
const lines: string[] = [];
const log = pino({ serializers: { err: pino.stdSerializers.errWithCause } }, { write: (line: string) => void lines.push(line) });

let agent: Agent;
let server: Server;
let url: string;
let respond: (request: IncomingMessage, response: ServerResponse, body: string) => void;

beforeAll(async () => {
  agent = createAgent();
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => respond(request, response, Buffer.concat(parts).toString('utf8')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await agent.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** One request as the gateway hands it to its data source. */
function ask(context: Partial<GatewayContext> = {}, at = url): ReturnType<SubgraphDataSource['process']> {
  const options = {
    request: {
      query: 'query($id: ID!) { shop(id: $id) { id } }',
      variables: { id: 's' },
      http: { headers: new Map([['cookie', planted]]) },
    },
    incomingRequestContext: { request: { http: { headers: new Map([['authorization', `Bearer ${planted}`]]) } } },
    context: { passport: 'signed', traceparent: trace, answerBy: performance.now() + 4_500, ...context },
  };
  return new SubgraphDataSource('shop', at, agent, log).process(options as unknown as GraphQLDataSourceProcessOptions<GatewayContext>);
}

const unavailable = {
  code: 'SERVICE_UNAVAILABLE',
  retryable: true,
  message: 'The shop service is not available at the moment; try again.',
};

describe('one subgraph, asked over HTTP (stack §4 A)', () => {
  it('sends passport and trace, and none of the headers a client sent', async () => {
    let headers: IncomingHttpHeaders = {};
    let sent = '';
    respond = (request, response, body) => {
      headers = request.headers;
      sent = body;
      response.end('{"data":{"shop":{"id":"s"}}}');
    };
    await expect(ask()).resolves.toEqual({ data: { shop: { id: 's' } } });
    const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
    expect(rest).toEqual({ 'content-type': 'application/json', [passportHeader]: 'signed', traceparent: trace });
    expect(JSON.parse(sent)).toMatchObject({ variables: { id: 's' } });
  });

  it('hands on a refusal', async () => {
    respond = (_request, response) => response.writeHead(200).end('{"errors":[{"message":"No such shop."}],"data":null}');
    await expect(ask()).resolves.toMatchObject({ errors: [{ message: 'No such shop.' }] });
  });

  it.each<[string, typeof respond]>([
    ['500 with a secret', (_request, response) => void response.writeHead(500).end(`{"errors":[{"message":"${planted}"}]}`)],
    ['500 with HTML', (_request, response) => void response.writeHead(500).end(`<h1>${planted}</h1>`)],
    ['nonsense', (_request, response) => void response.end(planted)],
    ['null', (_request, response) => void response.end('null')],
    ['JSON that is no answer', (_request, response) => void response.end(`{"password":"${planted}"}`)],
    [
      'that our passport is not valid',
      (_request, response) => void response.writeHead(401).end('{"errors":[{"message":"A passport is needed."}]}'),
    ],
    ['nothing and hangs up', (request) => void request.socket.destroy()],
    ['half an answer and hangs up', (request, response) => void response.write('{"data":', () => request.socket.destroy())],
    ['more than anybody can want', (_request, response) => void response.end(`{"data":"${'x'.repeat(11 * 1024 * 1024)}"}`)],
  ])('a subgraph that answers %s is SERVICE_UNAVAILABLE under its name', async (_what, behaviour) => {
    respond = behaviour;
    await expect(ask()).rejects.toMatchObject(unavailable);
    await expect(ask()).rejects.not.toMatchObject({ message: expect.stringContaining(planted) as unknown });
    expect(lines.at(-1)).toContain('a subgraph did not answer');
  });

  it('so is one that is not there', async () => {
    await expect(ask({}, 'http://127.0.0.1:9/graphql')).rejects.toMatchObject(unavailable);
    expect(lines.at(-1)).toContain('"subgraph":"shop"');
  });

  it('so is one that never answers, or stops in the middle, when the time of the request is up', async () => {
    respond = () => undefined;
    await expect(ask({ answerBy: performance.now() + 300 })).rejects.toMatchObject(unavailable);
    respond = (_request, response) => void response.write('{"data":');
    await expect(ask({ answerBy: performance.now() - 1 })).rejects.toMatchObject(unavailable);
  });

  it('so is one whose connections are all taken by others who wait', async () => {
    let asked = 0;
    respond = () => {
      asked += 1;
    };
    const waiting = Array.from({ length: 250 }, () => ask({ answerBy: performance.now() + 600 }));
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(waiting.map(() => 'rejected'));
    respond = (_request, response) => void response.end('{"data":{"shop":{"id":"s"}}}');
    await expect(ask()).resolves.toEqual({ data: { shop: { id: 's' } } });
    expect(asked).toBeLessThan(250);
  });
});
