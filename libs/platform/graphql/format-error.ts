import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors';
import type { Log } from '../process/log';
import { tell, type ErrorsOfRequests } from './errors-of-requests';

/** Codes that graphql-js and Apollo give a request which is wrong before any resolver runs; they are BAD_USER_INPUT, since our list of codes is closed. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * Turns an AppError into `extensions {code, field, expected, permission, grantedBy, takenBy, retryable}`; names errors of the request itself;
 * masks everything else behind the request's id, under which the log has it whole.
 */
export const formatError =
  (log: Log, requestOf: ErrorsOfRequests['requestOf']) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const request = requestOf(error);
    const place = { locations: formatted.locations, path: formatted.path };
    if (original instanceof AppError) {
      const requestId = tell(request, original.code);
      if (original.code === 'SERVICE_UNAVAILABLE') log.warn({ err: original, requestId }, 'a dependency is not available');
      const { code, field, expected, permission, grantedBy, takenBy, retryable } = original;
      return { message: original.message, ...place, extensions: { code, field, expected, permission, grantedBy, takenBy, retryable } };
    }
    const code = formatted.extensions?.['code'];
    if (original instanceof GraphQLError && typeof code === 'string' && requestCodes.has(code)) {
      tell(request, 'BAD_USER_INPUT');
      return { message: formatted.message, ...place, extensions: { code: 'BAD_USER_INPUT', retryable: false } };
    }
    const requestId = tell(request, 'INTERNAL_SERVER_ERROR');
    log.error({ err: original, requestId, path: formatted.path }, 'an unexpected error was masked');
    return { message: 'Something went wrong.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId, retryable: false } };
  };
