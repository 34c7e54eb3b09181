import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { answerBatch } from './answer-batch';
import { answerSeat, callerOf, createAnswer, failed, noPassport, tooLarge, type Answer, type Answered } from './answer-operation';
import type { Caller } from '../access/caller';
import { guardResolvers } from './guard-resolvers';
import { formatError } from './format-error';
import { readBody, sendJson } from '../http/http';
import type { Log } from '../process/log';
import { batchLimit, batchType, operationBytes } from './operation-batch';
import { passportHeader, type PassportReader } from '../access/passport';
import { quietPlugins } from './quiet-plugins';
import type { RequestContext } from './request-context';
import type { ServiceName } from '../process/services';
import { readSubgraphSchema } from './subgraph-schema';

export interface SubgraphServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves one subgraph over plain node:http. Everything under /graphql needs a passport, `_service` and `_entities` included. A body is one operation,
 * or a batch of them (operation-batch.ts): then each needs a passport of its own, and the request that of any of them.
 * `GET /live` answers while the event loop turns; `GET /ready` when `ready()` resolves.
 */
export async function startSubgraph<X>(options: {
  service: ServiceName;
  host: string;
  port: number;
  resolvers: object;
  passports: PassportReader;
  extra: (caller: Caller) => X;
  ready: () => Promise<void>;
  /** False until commands may be taken: a command stored before the relay has its cursors would be answered with an error. */
  isOpen: () => boolean;
  log: Log;
}): Promise<SubgraphServer> {
  const typeDefs = readSubgraphSchema(options.service);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: guardResolvers(typeDefs, options.resolvers) }]);
  const apollo = new ApolloServer<RequestContext<X>>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    formatError: formatError(options.log),
    plugins: quietPlugins,
    logger: options.log,
  });
  await apollo.start();
  const handle = requestHandler(createAnswer(apollo, options), options);
  const server = createServer((request, response) => {
    handle(request, response).catch((err: unknown) => {
      options.log.error({ err }, 'a request failed outside GraphQL');
      if (!response.headersSent) sendJson(response, failed.status, failed.body);
    });
  });
  server.keepAliveTimeout = 65_000;
  await listen(server, options.port, options.host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    stop: async () => {
      server.close();
      server.closeIdleConnections();
      await apollo.stop();
    },
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function requestHandler(answer: Answer, options: { passports: PassportReader; ready: () => Promise<void> }): Handler {
  return async (request, response) => {
    if (request.url === '/live') return sendJson(response, 200, { status: 'live' });
    if (request.url === '/ready') {
      return options.ready().then(
        () => sendJson(response, 200, { status: 'ready' }),
        (error: Error) => sendJson(response, 503, { status: 'not ready', because: error.message }),
      );
    }
    if (request.url?.split('?')[0] !== '/graphql') return sendJson(response, 404, { status: 'not found' });
    const send = ({ status, body }: Answered): void => sendJson(response, status, body);
    const { [passportHeader]: passport, traceparent, 'content-type': type } = request.headers;
    const caller = await callerOf(options.passports, passport);
    // Before the body: a stranger's is not even read.
    if (!caller) return send(noPassport);
    const isBatch = type === batchType;
    const body = await readBody(request, isBatch ? batchLimit * operationBytes : operationBytes);
    if (body === undefined) return send(tooLarge);
    if (isBatch && Array.isArray(body)) return answerBatch(response, body, (seat) => answerSeat(seat, options.passports, answer));
    send(await answer({ caller, traceparent, operation: body }));
  };
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
