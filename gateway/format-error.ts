import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { AppError, errorCodes } from '#libs/platform/errors';
import type { Log } from '#libs/platform/process/log';
import { requestProblem, withoutInput } from './request-problem';

/** Codes that graphql-js and Apollo give a request which is wrong in itself; clients read BAD_USER_INPUT for all of them. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const isPublic = (code: unknown): code is string => typeof code === 'string' && code in errorCodes && code !== 'INTERNAL_SERVER_ERROR';

/**
 * The only errors clients see: codes of the closed list, with field, what would be right, and whether to try again. Built afresh, so that nothing of a
 * subgraph's answer can slip through; whatever else happens is masked under an id that the log knows.
 */
export const formatError =
  (log: Log, schema: () => GraphQLSchema) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const position = { ...(formatted.locations && { locations: formatted.locations }), ...(formatted.path && { path: formatted.path }) };
    const original = unwrapResolverError(error);
    if (original instanceof AppError) {
      const { code, field, expected, permission, grantedBy, retryable } = original;
      return { message: original.message, ...position, extensions: { code, field, expected, permission, grantedBy, retryable } };
    }
    const { code, field: named, expected, permission, grantedBy, retryable, correlationId } = formatted.extensions ?? {};
    const field = typeof named === 'string' ? withoutInput(named) : undefined;
    if (typeof code === 'string' && requestCodes.has(code)) {
      const { message, ...found } =
        expected === undefined && error instanceof GraphQLError
          ? requestProblem(error, schema())
          : { message: formatted.message, field, expected };
      return { message, ...position, extensions: { code: 'BAD_USER_INPUT', ...found, retryable: false } };
    }
    if (isPublic(code))
      return {
        message: formatted.message,
        ...position,
        extensions: { code, field, expected, permission, grantedBy, retryable: retryable ?? false },
      };
    const id = typeof correlationId === 'string' ? correlationId : randomUUID();
    log.error({ err: original, correlationId: id, path: formatted.path }, 'an unexpected error was masked');
    return {
      message: 'Something went wrong.',
      ...position,
      extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: id, retryable: false },
    };
  };
