import { GraphQLError } from 'graphql';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { limits } from './limits';

/** The answer with as many errors as anybody reads; how many were left out stands beside them. */
export function boundErrors(result: GatewayExecutionResult): GatewayExecutionResult {
  const { errors = [], extensions } = result;
  if (errors.length <= limits.errors) return result;
  return { ...result, errors: errors.slice(0, limits.errors), extensions: { ...extensions, errorsLeftOut: errors.length - limits.errors } };
}

/**
 * In the answer to a mutation, an error below the mutation's own field says that the mutation was done and something of its answer could not be read.
 * Such an error asks nobody to send the mutation again.
 */
export const sayDone = (result: GatewayExecutionResult): GatewayExecutionResult =>
  result.errors === undefined
    ? result
    : { ...result, errors: result.errors.map((error) => (isBelowField(error) ? incomplete(error) : error)) };

const isBelowField = ({ path, extensions }: GraphQLError): boolean => (path?.length ?? 0) > 1 && extensions['retryable'] === true;

const incomplete = (error: GraphQLError): GraphQLError =>
  new GraphQLError('The command was done, but this part of its answer could not be read; ask for it with a query.', {
    path: error.path,
    originalError: error,
    extensions: { code: 'ANSWER_INCOMPLETE', expected: 'a query for this part', retryable: false },
  });
