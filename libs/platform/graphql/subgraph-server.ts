import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { answerBatch } from './answer-batch';
import { answerOneOfBatch, callerOf, createAnswer, noPassport, type Answer, type Answered } from './answer-operation';
import type { Caller } from '../access/caller';
import { serviceUnavailable } from '../errors';
import { readCalledFrom } from './called-from';
import { guardResolvers } from './guard-resolvers';
import { errorsOfRequests } from './errors-of-requests';
import { formatError } from './format-error';
import { startHttpEdge, type EdgeOptions, type HttpEdge } from '../http/http-edge';
import { nothingHere } from '../http/http-refusal';
import { readJson } from '../http/read-json';
import { sendJson } from '../http/send';
import type { Log } from '../process/log';
import { batchLimit, batchType, operationBytes } from './operation-batch';
import { passportHeader, type PassportReader } from '../access/passport';
import { quietPlugins } from './quiet-plugins';
import type { RequestContext } from './request-context';
import type { ServiceRoutes } from './service-route';
import type { ShopPositions } from './shop-positions';
import type { ServiceName } from '../process/services';
import { readSubgraphSchema } from './subgraph-schema';

/**
 * Serves one subgraph, and what its service answers beside it. Everything needs a passport, `_service` and `_entities` included. A body under /graphql is one
 * operation, or a batch of them (operation-batch.ts): then each needs a passport of its own, and the request that of any of them.
 */
export async function startSubgraph<X>(options: {
  service: ServiceName;
  host: string;
  port: number;
  resolvers: object;
  passports: PassportReader;
  extra: (caller: Caller) => X;
  ready: () => Promise<void>;
  /** False until commands may be taken: a command stored before the relay has its cursors would be answered with an error. */
  isOpen: () => boolean;
  positions: ShopPositions;
  routes?: ServiceRoutes | undefined;
  log: Log;
}): Promise<HttpEdge> {
  const typeDefs = readSubgraphSchema(options.service);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: guardResolvers(typeDefs, options.resolvers) }]);
  const errors = errorsOfRequests();
  const apollo = new ApolloServer<RequestContext<X>>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    formatError: formatError(options.log, errors.requestOf),
    plugins: [...quietPlugins, errors.plugin],
    logger: options.log,
  });
  await apollo.start();
  const edge = await startHttpEdge({ ...options, answer: requestHandler(createAnswer(apollo, options), options) });
  return {
    port: edge.port,
    stop: async () => {
      await edge.stop();
      await apollo.stop();
    },
  };
}

/** So long the body of a batch may take to arrive from a gateway that has it whole. */
const bodyMs = 5_000;

interface Handles {
  readonly passports: PassportReader;
  readonly isOpen: () => boolean;
  readonly routes?: ServiceRoutes | undefined;
}

function requestHandler(answer: Answer, { passports, isOpen, routes = {} }: Handles): EdgeOptions['answer'] {
  return async (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (path !== '/graphql' && !route) throw nothingHere;
    const send = ({ status, body }: Answered): void => sendJson(response, status, body);
    const { [passportHeader]: passport, traceparent, 'content-type': type } = request.headers;
    const caller = await callerOf(passports, passport);
    // Before the body: a stranger's is not even read.
    if (!caller) return send(noPassport);
    const isBatch = type === batchType;
    const body = await readJson(request, { bytes: isBatch ? batchLimit * operationBytes : operationBytes, ms: bodyMs });
    if (route) {
      if (!isOpen()) throw serviceUnavailable('This service');
      const { asked, calledFrom } = (body ?? {}) as { readonly asked?: unknown; readonly calledFrom?: unknown };
      const trace = typeof traceparent === 'string' ? traceparent : null;
      return route({ caller, traceparent: trace, calledFrom: readCalledFrom(calledFrom), asked }, response);
    }
    if (isBatch && Array.isArray(body)) return answerBatch(response, body, (one) => answerOneOfBatch(one, passports, answer));
    send(await answer({ caller, traceparent, operation: body }));
  };
}
