import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { AppError, errorCodes } from '#libs/platform/errors';
import { tell, type ErrorsOfRequests } from '#libs/platform/graphql/errors-of-requests';
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
 * The only errors clients see: codes of the closed list, with field, what would be right, whether to try again, and the request's id. Built afresh, so that
 * nothing of a subgraph's answer can slip through; whatever else happens is masked, and whole in the log under that id.
 */
export const formatError =
  (log: Log, schema: () => GraphQLSchema, requestOf: ErrorsOfRequests['requestOf']) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted;
    const original = unwrapResolverError(error);
    const { message, ...told } = toldOf(formatted, error, original, schema);
    const requestId = tell(requestOf(error), told.code);
    if (told.code === masked.code) log.error({ err: original, requestId, path }, 'an unexpected error was masked');
    return { message, ...(locations && { locations }), ...(path && { path }), extensions: { ...told, requestId } };
  };

interface Told {
  readonly message: string;
  readonly code: string;
  readonly retryable: unknown;
  readonly field?: string | undefined;
  readonly [more: string]: unknown;
}

const masked = { message: 'Something went wrong.', code: 'INTERNAL_SERVER_ERROR', retryable: false } as const;

function toldOf(formatted: GraphQLFormattedError, error: unknown, original: unknown, schema: () => GraphQLSchema): Told {
  if (original instanceof AppError && original.code !== masked.code) {
    const { message, code, field, expected, permission, grantedBy, takenBy, retryable } = original;
    return { message, code, field, expected, permission, grantedBy, takenBy, retryable };
  }
  const { code, field: named, expected, permission, grantedBy, takenBy, retryable } = formatted.extensions ?? {};
  const field = typeof named === 'string' ? withoutInput(named) : undefined;
  if (typeof code === 'string' && requestCodes.has(code)) {
    const problem =
      expected === undefined && error instanceof GraphQLError
        ? requestProblem(error, schema())
        : { message: formatted.message, field, expected };
    return { ...problem, code: 'BAD_USER_INPUT', retryable: false };
  }
  if (!isPublic(code)) return masked;
  return { message: formatted.message, code, field, expected, permission, grantedBy, takenBy, retryable: retryable ?? false };
}
