import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { Agent } from 'undici';
import { AppError } from '#libs/platform/errors';
import type { Log } from '#libs/platform/log';
import { passportHeader } from '#libs/platform/passport';
import type { GatewayContext } from './context';
import { postJson } from './post-json';

/** Longer than a resolver may wait on purpose (Session.routing: 2 s), short enough for an answer within 5 s. */
const answerLimitMs = 4_000;
/** What is left for a subgraph that is asked late in a request. */
const shortestLimitMs = 250;
const responseLimit = 10 * 1024 * 1024;

/** Connections to all subgraphs, kept alive: enough to each for clients that wait there on purpose. Time limits are the request's own (postJson). */
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

/**
 * One subgraph, asked over HTTP. Only the passport and the trace go along, never a client's headers. A subgraph that is down, slow or talks nonsense
 * is SERVICE_UNAVAILABLE under its name; its address and answer reach the log only. So is one that does not accept our passport: the client did nothing wrong.
 */
export class SubgraphDataSource implements GraphQLDataSource<GatewayContext> {
  private readonly origin: string;
  private readonly path: string;

  constructor(
    private readonly name: string,
    url: string,
    private readonly agent: Agent,
    private readonly log: Log,
  ) {
    const { origin, pathname, search } = new URL(url);
    this.origin = origin;
    this.path = pathname + search;
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<GatewayGraphQLResponse> {
    try {
      const { status, text } = await postJson(this.agent, {
        origin: this.origin,
        path: this.path,
        headers: { 'content-type': 'application/json', [passportHeader]: context.passport ?? '', traceparent: context.traceparent },
        body: JSON.stringify({ query: request.query, variables: request.variables, operationName: request.operationName }),
        limitMs: Math.ceil(Math.max(shortestLimitMs, Math.min(answerLimitMs, context.answerBy - performance.now()))),
      });
      const answer = JSON.parse(text) as GatewayGraphQLResponse | null;
      if (status >= 500 || status === 401 || typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
        throw new Error(`${this.name} answered ${status} without a result`);
      }
      return answer;
    } catch (err) {
      this.log.warn({ err, subgraph: this.name, traceparent: context.traceparent }, 'a subgraph did not answer');
      throw new AppError('SERVICE_UNAVAILABLE', `The ${this.name} service is not available at the moment; try again.`, { cause: err });
    }
  }
}
