import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ApolloServer, type GraphQLRequest } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Caller } from './caller';
import { guardResolvers } from './guard-resolvers';
import { formatError } from './format-error';
import { readBody, sendJson } from './http';
import type { Log } from './log';
import { passportHeader, type PassportReader } from './passport';
import { quietPlugins } from './quiet-plugins';
import { repoRoot } from './repo-root';

/** What every resolver receives. `extra` holds a service's own per-request things, such as dataloaders. */
export interface RequestContext<X = unknown> {
  readonly caller: Caller;
  readonly traceparent: string | null;
  readonly extra: X;
}

export interface SubgraphServer {
  readonly port: number;
  stop(): Promise<void>;
}

const maxBody = 200 * 1024;

/**
 * Serves one subgraph over plain node:http. Everything under /graphql needs a passport, `_service` and `_entities` included.
 * `GET /live` answers while the event loop turns; `GET /ready` when `ready()` resolves.
 */
export async function startSubgraph<X>(options: {
  service: string;
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
  const typeDefs = parse(readFileSync(join(repoRoot(), 'services', options.service, 'schema.graphql'), 'utf8'));
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
  const handle = requestHandler(apollo, options);
  const server = createServer((request, response) => {
    handle(request, response).catch((err: unknown) => {
      options.log.error({ err }, 'a request failed outside GraphQL');
      if (!response.headersSent)
        sendJson(response, 500, { errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
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

function requestHandler<X>(
  apollo: ApolloServer<RequestContext<X>>,
  options: { passports: PassportReader; extra: (caller: Caller) => X; ready: () => Promise<void>; isOpen: () => boolean },
): Handler {
  return async (request, response) => {
    if (request.url === '/live') return sendJson(response, 200, { status: 'live' });
    if (request.url === '/ready') {
      return options.ready().then(
        () => sendJson(response, 200, { status: 'ready' }),
        (error: Error) => sendJson(response, 503, { status: 'not ready', because: error.message }),
      );
    }
    if (request.url?.split('?')[0] !== '/graphql') return sendJson(response, 404, { status: 'not found' });
    const passport = request.headers[passportHeader];
    const caller = await options.passports.read(typeof passport === 'string' ? passport : undefined).catch(() => undefined);
    if (!caller)
      return sendJson(response, 401, { errors: [{ message: 'A passport is needed.', extensions: { code: 'UNAUTHENTICATED' } }] });
    if (!options.isOpen()) return sendJson(response, 200, { errors: [notYetOpen] });
    const body = await readBody(request, maxBody);
    if (body === undefined)
      return sendJson(response, 413, { errors: [{ message: 'The request is too large.', extensions: { code: 'BAD_USER_INPUT' } }] });
    if (!isOperation(body)) return sendJson(response, 400, { errors: [noOperation] });
    const traceparent = (request.headers['traceparent'] as string | undefined) ?? null;
    const result = await apollo.executeOperation(body, { contextValue: { caller, traceparent, extra: options.extra(caller) } });
    sendJson(response, result.http.status ?? 200, result.body.kind === 'single' ? result.body.singleResult : {});
  };
}

const noOperation = {
  message: 'The body is no GraphQL request.',
  extensions: { code: 'BAD_USER_INPUT', field: 'body', expected: 'JSON like {"query": "…", "variables": {…}}' },
};

const isOperation = (body: unknown): body is GraphQLRequest =>
  typeof body === 'object' && body !== null && typeof (body as GraphQLRequest).query === 'string';

const notYetOpen = {
  message: 'This service is starting or waits for its database; try again.',
  extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
