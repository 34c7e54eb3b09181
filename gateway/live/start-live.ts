import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LiveFeed, LiveFeedOptions } from '#libs/messaging/feed/index';
import type { PassportSigner } from '#libs/platform/access/passport';
import type { Clock } from '#libs/platform/process/clock';
import type { Log } from '#libs/platform/process/log';
import type { Callers } from '../account-rights';
import type { Graph, GraphResult } from '../apollo';
import { beginSpan } from '#libs/platform/telemetry/tracing';
import { ownTrace, traceOf } from '#libs/platform/trace-context';
import { requestLimitMs } from '../context';
import type { TrustedDocuments } from '../documents/trusted-documents';
import { Heard } from '../heard';
import { limits } from '../limits';
import { answerStream, type StreamCaller } from './answer-stream';
import type { AskHeads } from './ask-heads';
import type { Cursors } from './cursor';
import { Live } from './live';
import { withSubscriptions } from './live-schema';
import type { WatchDeps } from './shared-watch';

/** What streams stand on, besides the graph. */
export interface LiveParts {
  readonly feed: (listener: Pick<LiveFeedOptions, 'isWatched' | 'take' | 'lost'>) => LiveFeed;
  readonly heads: AskHeads;
  readonly cursors: Cursors;
  readonly clock: Clock;
}

export interface LiveServer {
  answer(caller: StreamCaller, request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

interface LiveServerOptions {
  readonly parts: LiveParts;
  readonly graph: Graph;
  readonly callers: Callers;
  readonly passports: PassportSigner;
  readonly documents: TrustedDocuments;
  readonly introspection: boolean;
  readonly log: Log;
}

/** Live streams over a graph. */
export function startLive({ parts, graph, callers, passports, documents, introspection, log }: LiveServerOptions): LiveServer {
  const execute: WatchDeps['execute'] = async (query, caller, atLeast) => {
    const span = beginSpan('tell streams', { kind: 'INTERNAL', parent: traceOf(undefined), isRoot: true });
    const result = await graph.execute(query, {
      caller,
      // All streams of a shop are one caller: they wait for each other, and interactive queries for none of them.
      callerName: `live/${caller.shop}`,
      // What it asks for was counted when the stream was opened.
      readCost: limits.streamCost,
      passport: await passports.sign(caller),
      traceparent: span?.traceparent ?? ownTrace(),
      answerBy: performance.now() + requestLimitMs,
      atLeast,
      heard: new Heard(),
    });
    span?.end(codeOf(result));
    return result;
  };
  const live = new Live({
    ...parts,
    execute,
    at: () => parts.clock.now(),
    accountsChanged: (shopId) => callers.changed(shopId, true),
    now: () => performance.now(),
    log,
  });
  const route = { live, execute, documents, introspection, schema: () => withSubscriptions(graph.schema()) };
  return {
    answer: (caller, request, response) => answerStream(route, caller, request, response),
    stop: () => live.stop(),
  };
}

/** The code of a result's first error, as a trace tells it. */
function codeOf({ errors }: GraphResult): string | undefined {
  const [error] = errors ?? [];
  return error && String(error.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
}
