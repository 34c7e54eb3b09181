import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors';
import type { Log } from '../process/log';

/** Codes that graphql-js and Apollo give a request which is wrong before any resolver runs; they are BAD_USER_INPUT, since our list of codes is closed. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * Turns an AppError into `extensions {code, field, expected, permission, grantedBy, retryable}`; names errors of the request itself;
 * masks everything else behind a correlation id under which the log has it whole.
 */
export const formatError =
  (log: Log) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const place = { locations: formatted.locations, path: formatted.path };
    if (original instanceof AppError) {
      if (original.code === 'SERVICE_UNAVAILABLE') log.warn({ err: original }, 'a dependency is not available');
      const { code, field, expected, permission, grantedBy, retryable } = original;
      return { message: original.message, ...place, extensions: { code, field, expected, permission, grantedBy, retryable } };
    }
    const code = formatted.extensions?.['code'];
    if (original instanceof GraphQLError && typeof code === 'string' && requestCodes.has(code)) {
      return { message: formatted.message, ...place, extensions: { code: 'BAD_USER_INPUT', retryable: false } };
    }
    const correlationId = randomUUID();
    log.error({ err: original, correlationId, path: formatted.path }, 'an unexpected error was masked');
    return { message: 'Something went wrong.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId, retryable: false } };
  };
