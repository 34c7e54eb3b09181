import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { Agent } from 'undici';
import { serviceUnavailable } from '#libs/platform/errors';
import type { Log } from '#libs/platform/process/log';
import { count } from '#libs/platform/telemetry/readings';
import { beginSpan } from '#libs/platform/telemetry/tracing';
import { requestIdOf } from '#libs/platform/trace-context';
import { batchLimit, type BatchedAnswer, type BatchedOperation } from '#libs/platform/graphql/operation-batch';
import type { AnswerExtensions } from '#libs/platform/graphql/shop-positions';
import type { GatewayContext } from './context';
import { missingParts } from './missing-parts';
import { postBatch, type PendingOperation } from './post-batch';

/** Longer than a resolver may wait on purpose (Session.routing: 2 s), short enough for an answer within 5 s. */
const answerLimitMs = 4_000;
/** What is left for a subgraph that is asked late in a request. */
const shortestLimitMs = 250;
/** Of a whole batch; postBatch limits each answer. */
const responseLimit = 64 * 1024 * 1024;

/** Connections to all subgraphs, kept alive: enough to each for clients that wait there on purpose. Time limits are the operations' own (postBatch). */
export const createAgent = (): Agent =>
  new Agent({
    connections: 200,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connectTimeout: 1_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: responseLimit,
  });

/** What this needs to know of an operation. */
type AskedOperation = Pick<GraphQLDataSourceProcessOptions<GatewayContext>, 'request' | 'context'>;

/**
 * One subgraph, asked over HTTP in batches (operation-batch.ts). Only the passport and the trace go along, never a client's headers. A subgraph that is
 * down, slow or talks nonsense is SERVICE_UNAVAILABLE under its name; its address and answer reach the log only. So is one that does not accept our
 * passport: the client did nothing wrong.
 */
export class SubgraphDataSource implements GraphQLDataSource<GatewayContext> {
  private readonly target: { readonly origin: string; readonly path: string };
  private readonly pending: PendingOperation[] = [];

  constructor(
    private readonly name: string,
    url: string,
    private readonly agent: Agent,
    private readonly log: Log,
  ) {
    const { origin, pathname, search } = new URL(url);
    this.target = { origin, path: pathname + search };
  }

  async process({ request, context }: AskedOperation): Promise<GatewayGraphQLResponse> {
    const { query = '', variables, operationName } = request;
    const { passport, routedBy, tellPositions } = context;
    const span = beginSpan(`ask ${this.name}`, { kind: 'CLIENT', parent: context.traceparent });
    const traceparent = span?.traceparent ?? context.traceparent;
    const isMutation = /^\s*mutation\b/.test(query);
    const calledFrom = isMutation ? context.calledFrom : undefined;
    // What the session's service has waited for routing, routing does not wait again.
    const waitMs = routedBy === undefined ? undefined : Math.max(0, Math.round(routedBy - performance.now()));
    // Who is waited for is not asked what it knows, too.
    const waitsItself = context.firstRouting === true && this.name === 'routing' && /\brouting\b/.test(query);
    const atLeast = waitsItself ? context.atLeast : (context.heard?.atLeast(context.atLeast) ?? context.atLeast);
    const operation = { passport, traceparent, query, variables, operationName, waitMs, calledFrom, atLeast, tellPositions };
    const limitMs = Math.ceil(Math.max(shortestLimitMs, Math.min(answerLimitMs, context.answerBy - performance.now())));
    try {
      const { status, body } = await this.ask(operation, limitMs);
      if (status >= 500 || status === 401 || typeof body !== 'object' || body === null || !('data' in body || 'errors' in body))
        throw new Error(`${this.name} answered ${status} without a result`);
      if (isMutation) context.onMutation?.(this.name, true);
      span?.end();
      context.heard?.hear(this.name, (body as { readonly extensions?: AnswerExtensions }).extensions);
      return body as GatewayGraphQLResponse;
    } catch (err) {
      if (isMutation) context.onMutation?.(this.name, false);
      span?.end('SERVICE_UNAVAILABLE');
      count('jiedai_subgraph_failures_total', { subgraph: this.name });
      this.log.warn({ err, subgraph: this.name, requestId: requestIdOf(context.traceparent) }, 'a subgraph did not answer');
      const { message, code, retryable } = serviceUnavailable(`The ${this.name} service`);
      return { errors: missingParts(query, variables).map((path) => ({ message, path, extensions: { code, retryable } })) };
    }
  }

  private ask(operation: BatchedOperation, limitMs: number): Promise<BatchedAnswer> {
    return new Promise((resolve, reject) => {
      if (this.pending.length === 0) setImmediate(() => this.send());
      this.pending.push({ operation, limitMs, resolve, reject });
    });
  }

  /** All that came in this turn of the event loop. */
  private send(): void {
    const operations = this.pending.splice(0);
    for (let first = 0; first < operations.length; first += batchLimit)
      postBatch(this.agent, this.target, operations.slice(first, first + batchLimit));
  }
}
