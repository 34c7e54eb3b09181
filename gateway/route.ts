import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#libs/platform/errors';
import type { EdgeOptions } from '#libs/platform/http/http-edge';
import { HttpRefusal, nothingHere } from '#libs/platform/http/http-refusal';
import { admission, type AdmissionOptions } from './admission';
import { answerQuery, drawnBy, type QueryOptions } from './answer-query';
import type { Graph } from './apollo';
import { nameOf } from './context';
import type { AttachmentDoor } from './attachment-door';
import { calledFromOf } from './called-from';
import { allowOrigins } from './cors';
import { exportPaths, type ExportDoor } from './export-door';
import { answerExplorer } from './explorer/answer-explorer';
import { landingPage } from './landing-page';
import { limits } from './limits';
import type { LiveServer } from './live/start-live';
import { answerPages, type Pages } from './pages/answer-page';
import { measuredRequest } from './measured-request';

type Answer = EdgeOptions['answer'];

export interface RouteOptions extends AdmissionOptions, QueryOptions {
  /** Answers POST /auth/buyer. */
  readonly buyerDoor: Answer;
  /** Answers POST /attachments and the links to files; without it there are none. */
  readonly attachments?: AttachmentDoor | undefined;
  /** What people open in browsers; without it nothing but the graph is served. */
  readonly pages?: Pages | undefined;
  /** Answers POST /exports/…; without it there are none. */
  readonly exports?: ExportDoor | undefined;
  /** Origins of front ends elsewhere whose scripts may read answers. */
  readonly corsOrigins: readonly string[];
  /** Whether clients may ask for the schema, which the explorer shows: in development. */
  readonly introspection: boolean;
  readonly port: number;
}

/** Which part answers what is asked under which path. */
export function route(graph: Graph, options: RouteOptions, live: LiveServer | undefined): Answer {
  const { addresses, budgets, callers } = options;
  const admitted = admission(options);
  const letRead = allowOrigins(options.corsOrigins);
  return async (request, response, traceparent) => {
    letRead(request, response);
    const path = request.url?.split('?')[0];
    if (path === '/api' && request.method === 'GET') return sendPage(response, landingPage(options.port, options.introspection));
    if (options.introspection && path && /^\/explore(\/|$)/.test(path) && request.method === 'GET')
      return answerExplorer(path, request, response, graph.schema());
    const browserRoute = options.browsers?.auth.routeOf(request.method, path);
    if (browserRoute) return browserRoute(request, response);
    if (request.method === 'OPTIONS') return void response.writeHead(204, allowed).end();
    if (path === '/auth/buyer' && request.method === 'POST') return options.buyerDoor(request, response, traceparent);
    if (options.attachments && path?.startsWith('/attachments'))
      return answerAttachments(options, options.attachments, admitted, request, response);
    if (options.exports && path !== undefined && exportPaths.includes(path))
      return answerExport(options, options.exports, admitted, { request, response, traceparent, path });
    if (path !== '/graphql' && (path !== '/graphql/stream' || !live)) {
      if (options.pages && path && request.method === 'GET' && (await answerPages(options.pages, path, request, response))) return;
      if (path === '/' && request.method === 'GET') return sendPage(response, landingPage(options.port, options.introspection));
      throw nothingHere;
    }
    if (request.method !== 'GET' && request.method !== 'POST') throw wrongMethod;
    if (path === '/graphql/stream' && live)
      return admitted(request, response, (bearer, bearerNow) => {
        const address = addresses.of(request);
        budgets.chargeFor(drawnBy(bearer, address))('reads', limits.streamCost);
        const who = async () => callers.callerOf(await bearerNow());
        return live.answer({ who, name: nameOf(bearer), address }, request, response);
      });
    await measuredRequest({ request, traceparent }, (inner) =>
      admitted(request, response, (bearer) => answerQuery(graph, options, { request, response, bearer, traceparent: inner })),
    );
  };
}

/** Files: whoever sends messages uploads them, and whoever has a link reads. An upload draws on the budget of mutations. */
async function answerAttachments(
  { callers, budgets, addresses }: RouteOptions,
  door: AttachmentDoor,
  admitted: ReturnType<typeof admission>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return door.read(request, response);
  if (request.method !== 'POST' || request.url !== '/attachments') throw nothingHere;
  await admitted(request, response, async (bearer) => {
    const caller = await callers.callerOf(bearer);
    budgets.chargeFor({ ...drawnBy(bearer, addresses.of(request)), shop: caller.shop })('mutations', uploadCost);
    await door.upload(caller, nameOf(bearer), request, response);
  });
}

interface AskedFile {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly traceparent: string;
  readonly path: string;
}

/** Figures as files. They draw on the budget of reads. */
async function answerExport(
  { callers, budgets, addresses }: RouteOptions,
  door: ExportDoor,
  admitted: ReturnType<typeof admission>,
  { request, response, traceparent, path }: AskedFile,
): Promise<void> {
  if (request.method !== 'POST') throw filesByPost;
  await admitted(request, response, async (bearer) => {
    const caller = await callers.callerOf(bearer);
    budgets.chargeFor({ ...drawnBy(bearer, addresses.of(request)), shop: caller.shop })('reads', limits.exportCost);
    const asked = { caller, callerName: nameOf(bearer), calledFrom: calledFromOf(request, addresses), traceparent, path };
    await door.answer(asked, request, response);
  });
}

/** As much as ten messages. */
const uploadCost = 10;

const allowed = { allow: 'GET, POST, OPTIONS' };

const wrongMethod = new HttpRefusal(405, new AppError('BAD_USER_INPUT', 'The graph is asked by POST.', { expected: 'POST' }), allowed);

const filesByPost = new HttpRefusal(405, new AppError('BAD_USER_INPUT', 'Files are asked for by POST.', { expected: 'POST' }), {
  allow: 'POST',
});

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(html);
}
