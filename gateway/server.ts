import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLSchema } from 'graphql';
import type { Bearer } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import type { PassportSigner } from '#libs/platform/access/passport';
import { quietPlugins } from '#libs/platform/graphql/quiet-plugins';
import { startHttpEdge, type HttpEdge } from '#libs/platform/http/http-edge';
import { HttpRefusal, nothingHere } from '#libs/platform/http/http-refusal';
import { readJson } from '#libs/platform/http/read-json';
import { endWithText } from '#libs/platform/http/send';
import type { Log } from '#libs/platform/process/log';
import { bearerName, requestLimitMs, traceOf, type GatewayContext } from './context';
import type { Rights } from './account-rights';
import { formatError } from './format-error';
import type { Identity } from './identity';
import { landingPage } from './landing-page';
import { limits } from './limits';
import { requestRules } from './request-rules';
import { Slots } from './slots';

export interface ServerOptions {
  readonly gateway: GatewayInterface;
  readonly identity: Identity;
  readonly rights: Rights;
  readonly passports: PassportSigner;
  readonly introspection: boolean;
  readonly slots?: Slots;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
}

/** Serves clients: who calls, how much they may ask, and the graph. Options are explicit, so that nothing depends on NODE_ENV. */
export async function startServer(options: ServerOptions): Promise<HttpEdge> {
  let schema = new GraphQLSchema({});
  options.gateway.onSchemaLoadOrUpdate(({ apiSchema }) => void (schema = apiSchema));
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
    validationRules: requestRules,
    validationOptions: { maxErrors: limits.errors },
    formatError: formatError(options.log, () => schema),
    logger: options.log,
  });
  await apollo.start();
  const edge = await startHttpEdge({ ...options, ready: () => Promise.resolve(), answer: route(apollo, options) });
  return {
    port: edge.port,
    stop: async () => {
      await edge.stop();
      await apollo.stop();
    },
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function route(apollo: ApolloServer<GatewayContext>, options: ServerOptions): Answer {
  const { slots = new Slots(limits.inFlight, limits.inFlightPerCaller) } = options;
  return async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/' && request.method === 'GET') return sendPage(response, landingPage(options.port));
    if (path !== '/graphql') throw nothingHere;
    if (request.method === 'OPTIONS') return void response.writeHead(204, allowed).end();
    if (request.method !== 'GET' && request.method !== 'POST') throw wrongMethod;
    // Who calls, then a slot, then the body, then what the caller may: nobody without a name holds a slot or has a body read.
    const bearer = await options.identity.bearerOf(request.headers.authorization);
    const giveBack = slots.take(bearerName(bearer));
    try {
      await answer(apollo, { ...options, bearer }, request, response);
    } finally {
      giveBack();
    }
  };
}

const allowed = { allow: 'GET, POST, OPTIONS' };

const wrongMethod = new HttpRefusal(405, new AppError('BAD_USER_INPUT', 'The graph is asked by POST.', { expected: 'POST' }), allowed);

async function answer(
  apollo: ApolloServer<GatewayContext>,
  { bearer, rights, passports }: Pick<ServerOptions, 'rights' | 'passports'> & { readonly bearer: Bearer },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = request.method === 'POST' ? await readJson(request, { bytes: limits.bodyBytes, ms: limits.bodyMs }) : '';
  const caller = await rights.callerOf(bearer);
  const context: GatewayContext = {
    caller,
    passport: await passports.sign(caller),
    traceparent: traceOf(request.headers['traceparent']),
    answerBy: performance.now() + requestLimitMs,
    onMutation: (service, isCertain) => {
      if (service === 'shop') rights.changed(caller.shop, isCertain);
    },
  };
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? 'POST',
      headers: headersOf(request),
      search: searchOf(request),
      body: withoutExtensions(body),
    },
    context: () => Promise.resolve(context),
  });
  response.statusCode = result.status ?? 200;
  for (const [name, value] of result.headers) if (name !== 'content-length') response.setHeader(name, value);
  await endWithText(request, response, result.body.kind === 'complete' ? result.body.string : '');
}

/** Extensions of the protocol, persisted queries say, are none of ours; Apollo would answer some with 200. */
function withoutExtensions(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { extensions: _ignored, ...rest } = body as Readonly<Record<string, unknown>>;
  return rest;
}

function searchOf({ url = '' }: IncomingMessage): string {
  const parameters = new URLSearchParams(url.split('?')[1]);
  parameters.delete('extensions');
  return parameters.toString();
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

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(html);
}
