import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql } from 'graphql';
import type { Caller } from '#libs/platform/access/caller';
import type { ServiceName } from '#libs/platform/process/services';
import { AppError } from '#libs/platform/errors';
import { guardResolvers } from '#libs/platform/graphql/guard-resolvers';
import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';

export interface Answer {
  readonly data: Record<string, unknown>;
  /** `code` is null for what GraphQL itself refused. */
  readonly refusals: readonly { readonly code: string | null; readonly field: string | undefined }[];
}

export type Ask = (caller: Caller, source: string, variables?: Record<string, unknown>) => Promise<Answer>;

/** One subgraph's schema with its access table, asked without HTTP. Throws at whatever is neither an answer nor a refusal. */
export function askSubgraph(service: ServiceName, resolvers: object, extra: (caller: Caller) => unknown): Ask {
  const typeDefs = readSubgraphSchema(service);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: guardResolvers(typeDefs, resolvers) }]);
  return async (caller, source, variables = {}) => {
    const contextValue = { caller, traceparent: null, extra: extra(caller) };
    const { data, errors = [] } = await graphql({ schema, source, variableValues: variables, contextValue });
    const refusals = errors.map(({ originalError }) => {
      if (originalError instanceof AppError) return { code: originalError.code, field: originalError.field };
      if (originalError && originalError.name !== 'GraphQLError') throw originalError;
      return { code: null, field: undefined };
    });
    return { data: JSON.parse(JSON.stringify(data ?? {})) as Record<string, unknown>, refusals };
  };
}
