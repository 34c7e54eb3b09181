import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Bearer } from '#libs/platform/access/caller';
import type { PassportSigner } from '#libs/platform/access/passport';
import { AppError } from '#libs/platform/errors';
import { startHttpEdge, type EdgeOptions, type HttpEdge } from '#libs/platform/http/http-edge';
import { HttpRefusal, nothingHere, refusalOf } from '#libs/platform/http/http-refusal';
import { readJson } from '#libs/platform/http/read-json';
import { endWithText } from '#libs/platform/http/send';
import type { Log } from '#libs/platform/process/log';
import { measureRequest } from '#libs/platform/telemetry/measure-request';
import { onScrape } from '#libs/platform/telemetry/readings';
import { beginSpan } from '#libs/platform/telemetry/tracing';
import type { Callers } from './account-rights';
import { answerExplorer } from './explorer/answer-explorer';
import { atLeastOf } from './at-least';
import { calledFromOf } from './called-from';
import { ClientAddresses } from './client-addresses';
import type { Browsers } from './browser/open-browsers';
import type { CallerBudgets, Drawn } from './caller-budgets';
import { allowOrigins } from './cors';
import { startGraph, type Graph } from './apollo';
import { nameOf, requestLimitMs, type GatewayContext } from './context';
import type { TrustedDocuments } from './documents/trusted-documents';
import { Heard } from './heard';
import type { Identity } from './identity';
import { landingPage } from './landing-page';
import { startLive, type LiveParts, type LiveServer } from './live/start-live';
import { limits } from './limits';
import { Slots } from './slots';
import type { Strangers } from './strangers';

export interface ServerOptions {
  readonly gateway: GatewayInterface;
  readonly identity: Identity;
  readonly callers: Callers;
  /** Answers POST /auth/buyer. */
  readonly buyerDoor: Answer;
  readonly passports: PassportSigner;
  readonly strangers: Strangers;
  /** Where clients call from; without it their peers' addresses count. */
  readonly addresses?: ClientAddresses;
  readonly budgets: CallerBudgets;
  /** Origins of front ends elsewhere whose scripts may read answers. */
  readonly corsOrigins: readonly string[];
  /** Whether clients may ask for the schema, which the explorer shows: in development. */
  readonly documents: TrustedDocuments;
  /** Sessions of browsers; without them callers show tokens. */
  readonly browsers?: Browsers | undefined;
  readonly introspection: boolean;
  /** What live streams stand on; without it there are none. */
  readonly live?: LiveParts;
  readonly slots?: Slots;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
}

/** Serves clients: who calls, how much they may ask, and the graph. */
export async function startServer(options: ServerOptions): Promise<HttpEdge> {
  const graph = await startGraph(options);
  const live = options.live && startLive({ ...options, parts: options.live, graph });
  const edge = await startHttpEdge({ ...options, ready: () => Promise.resolve(), answer: route(graph, options, live) });
  return {
    port: edge.port,
    stop: async () => {
      await live?.stop();
      await edge.stop();
      await graph.stop();
    },
  };
}

type Answer = EdgeOptions['answer'];

function route(graph: Graph, options: ServerOptions, live: LiveServer | undefined): Answer {
  const { addresses = new ClientAddresses() } = options;
  const admitted = admission({ ...options, addresses });
  const letRead = allowOrigins(options.corsOrigins);
  return async (request, response, traceparent) => {
    letRead(request, response);
    const path = request.url?.split('?')[0];
    if (path === '/' && request.method === 'GET') return sendPage(response, landingPage(options.port, options.introspection));
    if (options.introspection && path && /^\/explore(\/|$)/.test(path) && request.method === 'GET')
      return answerExplorer(path, request, response, graph.schema());
    const browserRoute = options.browsers?.auth.routeOf(request.method, path);
    if (browserRoute) return browserRoute(request, response);
    if (request.method === 'OPTIONS') return void response.writeHead(204, allowed).end();
    if (path === '/auth/buyer' && request.method === 'POST') return options.buyerDoor(request, response, traceparent);
    if (path !== '/graphql' && (path !== '/graphql/stream' || !live)) throw nothingHere;
    if (request.method !== 'GET' && request.method !== 'POST') throw wrongMethod;
    if (path === '/graphql/stream' && live)
      return admitted(request, response, (bearer, bearerNow) => {
        const address = addresses.of(request);
        options.budgets.chargeFor(drawnBy(bearer, address))('reads', limits.streamCost);
        const who = async () => options.callers.callerOf(await bearerNow());
        return live.answer({ who, name: nameOf(bearer), address }, request, response);
      });
    await measured({ request, traceparent }, (inner) =>
      admitted(request, response, async (bearer) => {
        const body = request.method === 'POST' ? await readJson(request, { bytes: limits.bodyBytes, ms: limits.bodyMs }) : '';
        const context: GatewayContext = {
          ...(await contextOf({ bearer, address: addresses.of(request) }, inner, options)),
          calledFrom: calledFromOf(request, addresses),
          atLeast: bearer.buyer === undefined ? atLeastOf(body) : undefined,
          ending: {},
        };
        const { status, headers, text } = await graph.answer(request, body, context);
        response.statusCode = status;
        for (const [name, value] of headers) response.setHeader(name, value);
        await endWithText(request, response, text);
        return context.ending?.outcome;
      }),
    );
  };
}

type Admitted = <T>(
  request: IncomingMessage,
  response: ServerResponse,
  work: (bearer: Bearer, bearerNow: () => Promise<Bearer>) => Promise<T>,
) => Promise<T>;

const drawnBy = (bearer: Bearer, address: string): Drawn => ({
  isBuyer: bearer.buyer !== undefined,
  shop: bearer.shop,
  caller: nameOf(bearer),
  address,
});

/** Who calls, then a slot, then the body, then what the caller may: nobody without a name holds a slot or has a body read. */
function admission({
  identity,
  browsers,
  strangers,
  addresses,
  slots = new Slots(limits.inFlight, limits.inFlightPerCaller),
}: ServerOptions & { readonly addresses: ClientAddresses }): Admitted {
  onScrape('jiedai_slots_taken', () => [{ labels: {}, value: slots.inUse }]);
  return async (request, response, work) => {
    const { authorization } = request.headers;
    const session = browsers?.sessions.shownIn(request);
    const bearerNow = () =>
      browsers && session !== undefined ? browsers.sessions.bearerOf(request, response) : identity.bearerOf(authorization);
    const bearer = await strangers.admit(addresses.of(request), session ?? authorization, bearerNow);
    const giveBack = slots.take(nameOf(bearer));
    try {
      return await work(bearer, bearerNow);
    } finally {
      giveBack();
    }
  };
}

interface Measured {
  readonly request: IncomingMessage;
  readonly traceparent: string;
}

/** Measures and traces a request by how it ends: with the code of its first error, as `work` answers it, or of what it throws. */
async function measured({ request, traceparent }: Measured, work: (traceparent: string) => Promise<string | undefined>): Promise<void> {
  const begunAt = performance.now();
  const isRoot = request.headers['traceparent'] !== traceparent;
  const span = beginSpan('request', { kind: 'SERVER', parent: traceparent, isRoot });
  let outcome: string | undefined;
  try {
    outcome = await work(span?.traceparent ?? traceparent);
  } catch (error) {
    outcome = refusalOf(error)?.error.code ?? 'INTERNAL_SERVER_ERROR';
    throw error;
  } finally {
    measureRequest(outcome, begunAt);
    span?.end(outcome);
  }
}

const allowed = { allow: 'GET, POST, OPTIONS' };

const wrongMethod = new HttpRefusal(405, new AppError('BAD_USER_INPUT', 'The graph is asked by POST.', { expected: 'POST' }), allowed);

interface Client {
  readonly bearer: Bearer;
  readonly address: string;
}

async function contextOf({ bearer, address }: Client, traceparent: string, options: ServerOptions): Promise<GatewayContext> {
  const { callers, passports, budgets } = options;
  const caller = await callers.callerOf(bearer);
  return {
    caller,
    callerName: nameOf(bearer),
    charge: budgets.chargeFor({ ...drawnBy(bearer, address), shop: caller.shop }),
    passport: await passports.sign(caller),
    traceparent,
    answerBy: performance.now() + requestLimitMs,
    heard: new Heard(),
    onMutation: (service, isCertain) => {
      if (service === 'shop') callers.changed(caller.shop, isCertain);
    },
  };
}

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(html);
}
