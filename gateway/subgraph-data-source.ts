import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { Agent, request } from 'undici';
import { AppError } from '#libs/platform/errors';
import type { Log } from '#libs/platform/log';
import { passportHeader } from '#libs/platform/passport';
import type { GatewayContext } from './context';

/** Longer than a resolver may wait on purpose (Session.routing: 2 s), short enough for an answer within 5 s. */
const answerLimitMs = 4_000;
/** What is left for a subgraph that is asked late in a request. */
const shortestLimitMs = 250;
const responseLimit = 10 * 1024 * 1024;

/** Connections to all subgraphs, kept alive. */
export const createAgent = (): Agent =>
  new Agent({
    connections: 50,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connectTimeout: 1_000,
    maxResponseSize: responseLimit,
  });

/**
 * One subgraph, asked over HTTP. Only the passport and the trace go along, never a client's headers. A subgraph that is down, slow or talks nonsense
 * is SERVICE_UNAVAILABLE under its name; its address and answer reach the log only. So is one that does not accept our passport: the client did nothing wrong.
 */
export class SubgraphDataSource implements GraphQLDataSource<GatewayContext> {
  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly agent: Agent,
    private readonly log: Log,
  ) {}

  async process({ request: asked, context }: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<GatewayGraphQLResponse> {
    const { query, variables, operationName } = asked;
    try {
      const limitMs = Math.max(shortestLimitMs, Math.min(answerLimitMs, context.answerBy - performance.now()));
      const { statusCode, body } = await request(this.url, {
        method: 'POST',
        dispatcher: this.agent,
        headersTimeout: limitMs,
        bodyTimeout: limitMs,
        headers: { 'content-type': 'application/json', [passportHeader]: context.passport ?? '', traceparent: context.traceparent },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const answer = (await body.json()) as GatewayGraphQLResponse;
      if (
        statusCode >= 500 ||
        statusCode === 401 ||
        typeof answer !== 'object' ||
        (answer.data === undefined && answer.errors === undefined)
      ) {
        throw new Error(`${this.name} answered ${statusCode} without a result`);
      }
      return answer;
    } catch (err) {
      this.log.warn({ err, subgraph: this.name, traceparent: context.traceparent }, 'a subgraph did not answer');
      throw new AppError('SERVICE_UNAVAILABLE', `The ${this.name} service is not available at the moment; try again.`, { cause: err });
    }
  }
}
