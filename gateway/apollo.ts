import type { IncomingMessage } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLSchema, type GraphQLFormattedError } from 'graphql';
import { errorsOfRequests } from '#libs/platform/graphql/errors-of-requests';
import { quietPlugins } from '#libs/platform/graphql/quiet-plugins';
import type { Log } from '#libs/platform/process/log';
import { requestIdOf } from '#libs/platform/trace-context';
import { checkedGateway } from './checked-gateway';
import type { GatewayContext } from './context';
import { DocumentStore } from './documents/document-store';
import type { TrustedDocuments } from './documents/trusted-documents';
import { formatError } from './format-error';
import { graphqlRequestOf } from './graphql-request';
import { limits } from './limits';
import { NewQueries } from './new-queries';
import { requestRules } from './request-rules';

export interface Graph {
  /** Answers a request whose body has been read. */
  answer(request: IncomingMessage, body: unknown, context: GatewayContext): Promise<GraphAnswer>;
  /** Answers a query of our own, under the limits of every request. */
  execute(query: GraphQuery, context: GatewayContext): Promise<GraphResult>;
  /** The schema that clients see. */
  schema(): GraphQLSchema;
  stop(): Promise<void>;
}

export interface GraphQuery {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly text: string;
}

interface GraphOptions {
  readonly gateway: GatewayInterface;
  readonly documents: TrustedDocuments;
  readonly introspection: boolean;
  readonly log: Log;
}

/** The graph over HTTP. Options are explicit, so that nothing depends on NODE_ENV. */
export async function startGraph({ gateway, documents, introspection, log }: GraphOptions): Promise<Graph> {
  let schema = new GraphQLSchema({});
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
    documents.useSchema(apiSchema);
  });
  const errors = errorsOfRequests();
  const queries = new NewQueries(limits);
  const apollo = new ApolloServer<GatewayContext>({
    gateway: checkedGateway(gateway, queries, documents),
    documentStore: new DocumentStore(documents, limits.queryMemory),
    introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    nodeEnv: 'production',
    plugins: [...quietPlugins, errors.plugin, noteQuery],
    parseOptions: { maxTokens: limits.tokens },
    validationRules: requestRules,
    validationOptions: { maxErrors: limits.errors },
    formatError: formatError(log, () => schema, errors.requestOf),
    logger: log,
  });
  await apollo.start();
  return {
    answer: async (request, body, context) => {
      const httpGraphQLRequest = graphqlRequestOf(request, body, documents);
      await queries.turn(context.callerName, httpGraphQLRequest.text);
      const {
        status,
        headers,
        body: answer,
      } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: () => Promise.resolve(context),
      });
      headers.delete('content-length');
      const text = answer.kind === 'complete' ? answer.string : '';
      if (status === undefined || status < 400) return { status: status ?? 200, headers, text };
      const told = status === 400 && context.ending?.hasQuery && isOldClient(request) ? 200 : status;
      return { status: told, headers, text: nameRequest(text, context) };
    },
    execute: async ({ text, variables }, context) => {
      await queries.turn(context.callerName, text);
      const { body } = await apollo.executeOperation({ query: text, variables }, { contextValue: context });
      return body.kind === 'single' ? body.singleResult : {};
    },
    schema: () => schema,
    stop: () => {
      documents.stop();
      return apollo.stop();
    },
  };
}

const noteQuery: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveSource: ({ contextValue: { ending } }) => {
        if (ending) ending.hasQuery = true;
        return Promise.resolve();
      },
    }),
};

/** GraphQL over HTTP: whoever names application/json alone, the older type, reads what is wrong with a query under 200. */
const isOldClient = ({ headers: { accept = '' } }: IncomingMessage): boolean =>
  accept.includes('application/json') && !accept.includes('application/graphql-response+json');

/** What Apollo refuses before it knows the context has no request's id yet. */
function nameRequest(text: string, context: GatewayContext): string {
  const answer = JSON.parse(text) as { readonly errors: readonly GraphQLFormattedError[] };
  const requestId = requestIdOf(context.traceparent);
  if (context.ending) context.ending.outcome ??= String(answer.errors[0]?.extensions?.['code']);
  return JSON.stringify({
    ...answer,
    errors: answer.errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } })),
  });
}
