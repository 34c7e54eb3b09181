import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { serviceUnavailable, AppError } from '../errors';
import type { Log } from '../process/log';
import { readings, readingsType } from '../telemetry/readings';
import { requestIdOf, traceOf } from '../trace-context';
import { HttpRefusal, refusalOf } from './http-refusal';
import { hostless, refuseUnread } from './refuse-unread';
import { sendJson, sendRefusal } from './send';
import { UnreadAnswers } from './unread-answers';
import { UnfinishedRequests } from './unfinished-requests';

export interface EdgeOptions {
  readonly host: string;
  readonly port: number;
  /** Resolves while this process can do its work; rejects with why not. */
  readonly ready: () => Promise<void>;
  /** Answers everything but the probes, in a trace whose id every answer bears. What it rejects with is answered here: a refusal as itself, anything else as an error that says nothing. */
  readonly answer: (request: IncomingMessage, response: ServerResponse, traceparent: string) => Promise<void>;
  readonly log: Log;
  /** Requests of one address that have not arrived in full, at most. */
  readonly unfinishedPerAddress?: number;
  /** Where clients call from, when some call through proxies; without it their peers' addresses count. */
  readonly addresses?: { isProxy(address: string | undefined): boolean; of(request: IncomingMessage): string };
  /** How long a client may take to read an answer that is written. */
  readonly unreadMs?: number;
}

export interface HttpEdge {
  readonly port: number;
  /** Takes no new work, lets what is being answered finish, for 10 s at most, and closes. */
  stop(): Promise<void>;
}

/** Longer than any answer takes. */
const drainMs = 10_000;

/**
 * The one way a process of ours is asked over HTTP. `GET /live` answers while the event loop turns, `GET /ready` while there is no reason against it, and
 * `GET /metrics` says how it goes, all before any limit. Every phase of a request has its time: 10 s for the headers, 20 s until all has arrived, 30 s for any pause on the connection,
 * 60 s to take the answer.
 */
export async function startHttpEdge(options: EdgeOptions): Promise<HttpEdge> {
  const unfinished = new UnfinishedRequests(options.unfinishedPerAddress ?? 200);
  const unread = new UnreadAnswers(options.unreadMs ?? 60_000);
  const work = new Work();
  const handle = requestHandler(options, work);
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 1_000,
    // Refused here, with a body.
    requireHostHeader: false,
  });
  server.setTimeout(30_000);
  server.on('connection', (socket) => {
    // For whom a proxy connects it says in the headers.
    if (!options.addresses?.isProxy(socket.remoteAddress)) unfinished.begin(socket, socket.remoteAddress ?? '');
    socket.once('close', () => unfinished.end(socket));
  });
  const lastOn = new WeakMap<Duplex, ServerResponse>();
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    lastOn.set(request.socket, response);
    if (hasBody(request)) unfinished.begin(request.socket, options.addresses?.of(request) ?? request.socket.remoteAddress ?? '');
    else unfinished.end(request.socket);
    request.once('end', () => unfinished.end(request.socket));
    void handle(request, response).then(() => unread.watch(response));
  };
  server.on('request', take);
  server.on('clientError', (error, socket) => refuseUnread(error, socket, lastOn.get(socket), options.log));
  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    stop: async () => {
      await work.drain(drainMs);
      unread.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

const hasBody = ({ headers }: IncomingMessage): boolean => 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;

/** What is being answered, so that a stop can wait for it. */
class Work {
  stopping = false;
  private open = 0;
  private finished: () => void = () => undefined;

  begin(response: ServerResponse): void {
    this.open += 1;
    response.once('close', () => {
      this.open -= 1;
      if (this.open === 0) this.finished();
    });
  }

  async drain(limitMs: number): Promise<void> {
    this.stopping = true;
    if (this.open === 0) return;
    await new Promise<void>((resolve) => {
      this.finished = resolve;
      setTimeout(resolve, limitMs).unref();
    });
  }
}

function requestHandler({ ready, answer, log }: EdgeOptions, work: Work) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const traceparent = traceOf(request.headers['traceparent']);
    const requestId = requestIdOf(traceparent);
    response.setHeader('x-request-id', requestId);
    if (request.headers.host === undefined && request.httpVersion === '1.1') return sendRefusal(response, hostless, requestId);
    if (request.url === '/live') return sendJson(response, 200, { status: 'live' });
    if (request.url === '/ready') {
      const because = work.stopping ? 'stopping' : await ready().then(() => undefined, messageOf);
      return sendJson(
        response,
        because === undefined ? 200 : 503,
        because === undefined ? { status: 'ready' } : { status: 'not ready', because },
      );
    }
    if (request.url === '/metrics') return sendReadings(response);
    if (work.stopping) return sendRefusal(response, stopping, requestId);
    work.begin(response);
    try {
      await answer(request, response, traceparent);
    } catch (err) {
      const refusal = refusalOf(err);
      if (!refusal) log.error({ err, requestId }, 'a request failed outside GraphQL');
      if (!response.headersSent) sendRefusal(response, refusal ?? failed, requestId);
      else response.destroy();
    }
  };
}

/** Whoever can reach the port may ask. */
const readingsMs = 1_000;

async function sendReadings(response: ServerResponse): Promise<void> {
  const text = await readings(readingsMs);
  response.writeHead(200, { 'content-type': readingsType }).end(text);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const failed = new HttpRefusal(500, new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong.'));

const stopping = new HttpRefusal(503, serviceUnavailable('This process is stopping and'), { 'retry-after': '1', connection: 'close' });

const listen = (server: Server, { port, host }: EdgeOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
