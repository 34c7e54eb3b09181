import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { ApolloGateway } from '@apollo/gateway';
import type { Caller } from '#libs/platform/access/caller';
import { AppError, type ErrorCode } from '#libs/platform/errors';
import { readBody, sendJson } from '#libs/platform/http/http';
import type { Log } from '#libs/platform/process/log';
import type { PassportSigner } from '#libs/platform/access/passport';
import { quietPlugins } from '#libs/platform/graphql/quiet-plugins';
import { requestLimitMs, traceOf, type GatewayContext } from './context';
import { formatError } from './format-error';
import type { GraphNames } from './graph-names';
import type { Identity } from './identity';
import { landingPage } from './landing-page';
import { limitRules, limits } from './limits';

export interface ServerOptions {
  readonly gateway: ApolloGateway;
  readonly names: GraphNames;
  readonly identity: Identity;
  readonly passports: PassportSigner;
  readonly introspection: boolean;
  /** Requests in flight at once, 1,000 if absent; more are told to come back, before anything is accepted. */
  readonly inFlightLimit?: number;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
}

const statusOf: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, SERVICE_UNAVAILABLE: 503 };

const malformed = new AppError('BAD_USER_INPUT', 'The body is not JSON.', {
  field: 'body',
  expected: 'JSON like {"query": "…", "variables": {…}}',
});

/** Serves clients: who calls, how much they may ask, and the graph. Options are explicit, so that nothing depends on NODE_ENV. */
export async function startServer(options: ServerOptions): Promise<{ port: number; stop: () => Promise<void> }> {
  const apollo = new ApolloServer<GatewayContext>({
    gateway: options.gateway,
    introspection: options.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    nodeEnv: 'production',
    plugins: quietPlugins,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules,
    formatError: formatError(options.log, options.names),
    logger: options.log,
  });
  await apollo.start();
  const handle = requestHandler(apollo, options);
  const server = createServer((request, response) => void handle(request, response));
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

function requestHandler(apollo: ApolloServer<GatewayContext>, options: ServerOptions): Handler {
  const { inFlightLimit = 1_000 } = options;
  let inFlight = 0;
  return async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/live' || path === '/ready') return sendJson(response, 200, { status: path.slice(1) });
    if (path === '/' && request.method === 'GET') return sendPage(response, landingPage(options.port));
    if (path !== '/graphql')
      return sendError(response, 404, new AppError('BAD_USER_INPUT', 'There is nothing here; the graph is at /graphql.'));
    if (inFlight >= inFlightLimit) {
      response.setHeader('retry-after', '1');
      return sendError(response, 503, new AppError('SERVICE_UNAVAILABLE', 'Too many requests at once; try again in a second.'));
    }
    inFlight += 1;
    try {
      await answer(apollo, options, request, response);
    } catch (err) {
      if (err instanceof AppError) sendError(response, statusOf[err.code] ?? 400, err);
      else {
        options.log.error({ err }, 'a request failed outside GraphQL');
        sendError(response, 500, new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong.'));
      }
    } finally {
      inFlight -= 1;
    }
  };
}

async function answer(
  apollo: ApolloServer<GatewayContext>,
  options: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = request.method === 'POST' ? await readBody(request, limits.bodyBytes) : '';
  if (body === undefined) {
    const tooLarge = new AppError('BAD_USER_INPUT', 'The request is too large.', {
      field: 'body',
      expected: `at most ${limits.bodyBytes} bytes`,
    });
    return sendError(response, 413, tooLarge);
  }
  const caller: Caller = await options.identity.callerOf(request.headers.authorization);
  if (typeof body === 'string' && request.method === 'POST') throw malformed;
  const context: GatewayContext = {
    passport: await options.passports.sign(caller),
    traceparent: traceOf(request.headers['traceparent']),
    answerBy: performance.now() + requestLimitMs,
  };
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? 'POST',
      headers: headersOf(request),
      search: request.url?.slice('/graphql'.length) ?? '',
      body,
    },
    context: () => Promise.resolve(context),
  });
  response.statusCode = result.status ?? 200;
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.end(result.body.kind === 'complete' ? result.body.string : '');
}

/** The headers Apollo looks at: content negotiation and its protection against cross-site requests. */
function headersOf(request: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const name of ['content-type', 'accept', 'apollo-require-preflight', 'x-apollo-operation-name']) {
    const value = request.headers[name];
    if (typeof value === 'string') map.set(name, value);
  }
  return map;
}

const sendError = (response: ServerResponse, status: number, { message, code, field, expected, retryable }: AppError): void =>
  sendJson(response, status, { errors: [{ message, extensions: { code, field, expected, retryable } }] });

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(html);
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
