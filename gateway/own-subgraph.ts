import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { ownShop } from '#libs/platform/access/access';
import { actorOf, type Caller } from '#libs/platform/access/caller';
import { formatError } from '#libs/platform/graphql/format-error';
import { guardResolvers } from '#libs/platform/graphql/guard-resolvers';
import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';
import type { Log } from '#libs/platform/process/log';
import type { GatewayContext } from './context';

interface Context {
  readonly caller: Caller;
}

const named = (id: string | null): { id: string } | null => (id === null ? null : { id });

const resolvers = {
  Query: {
    viewer: (_root: unknown, _args: unknown, { caller }: Context) => caller,
    shop: (_root: unknown, { id }: { id: string }, { caller }: Context) => named(ownShop(caller, id, 'id')),
  },
  Viewer: {
    id: ({ subject }: Caller) => subject,
    kind: (caller: Caller) => actorOf(caller).kind,
    shop: ({ shop }: Caller) => named(shop),
    account: ({ account }: Caller) => named(account),
  },
};

/** The gateway's own part of the graph (schema.graphql), answered in this process. */
export class OwnSubgraph implements GraphQLDataSource<GatewayContext> {
  private readonly schema;

  constructor(private readonly log: Log) {
    const typeDefs = readSubgraphSchema('gateway');
    this.schema = buildSubgraphSchema([{ typeDefs, resolvers: guardResolvers(typeDefs, resolvers) }]);
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<GatewayGraphQLResponse> {
    const { data, errors } = await execute({
      schema: this.schema,
      document: parse(request.query ?? ''),
      variableValues: request.variables,
      operationName: request.operationName,
      contextValue: context,
    });
    const format = formatError(this.log, () => context as GatewayContext);
    return { ...(data && { data }), ...(errors && { errors: errors.map((error) => format(error.toJSON(), error)) }) };
  }
}
