import { coerceInputValue, isInputType, type GraphQLError, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { AppError } from '#libs/platform/errors';
import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';

let schema: GraphQLSchema | undefined;

/** What the graph would take an argument of this type for: the same names, defaults and refusals as there. */
export function readAs(type: 'ReportInput' | 'MetricSessionsInput', value: unknown): unknown {
  schema ??= buildSubgraphSchema([{ typeDefs: readSubgraphSchema('metrics') }]);
  return coerceInputValue(value, inputType(schema, type), (path, _wrong, error) => {
    throw refusalAt(['input', ...path].join('.'), error);
  });
}

function inputType(of: GraphQLSchema, name: string): GraphQLInputType {
  const type = of.getType(name);
  if (!isInputType(type)) throw new Error(`The graph has no input ${name}`);
  return type;
}

const longest = 300;

const refusalAt = (field: string, { message }: GraphQLError): AppError =>
  new AppError('BAD_USER_INPUT', `${field} is not valid.`, { field, expected: message.slice(0, longest) });
