import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { AppError, errorCodes } from '#libs/platform/errors';
import type { Log } from '#libs/platform/log';

/** Codes that graphql-js and Apollo give a request which is wrong in itself. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * The only errors clients see: codes of the closed list, with field, what would be right, and whether to try again. Built afresh, so that nothing of a
 * subgraph's answer can slip through; whatever else happens is masked under an id that the log knows.
 */
export const formatError =
  (log: Log) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const place = { ...(formatted.locations && { locations: formatted.locations }), ...(formatted.path && { path: formatted.path }) };
    const original = unwrapResolverError(error);
    if (original instanceof AppError)
      return { message: original.message, ...place, extensions: { code: original.code, retryable: original.retryable } };
    const { code, field, expected, retryable, correlationId } = formatted.extensions ?? {};
    if (typeof code === 'string' && requestCodes.has(code)) {
      return { message: formatted.message, ...place, extensions: { code, ...fieldAtFault(formatted.message), retryable: false } };
    }
    if (typeof code === 'string' && code in errorCodes && code !== 'INTERNAL_SERVER_ERROR') {
      return { message: formatted.message, ...place, extensions: { code, field, expected, retryable: retryable ?? false } };
    }
    const id = typeof correlationId === 'string' ? correlationId : randomUUID();
    log.error({ err: original, correlationId: id, path: formatted.path }, 'an unexpected error was masked');
    return {
      message: 'Something went wrong.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: id, retryable: false },
    };
  };

/** graphql-js names the field and what is right in its sentence; clients get the field apart as well. */
function fieldAtFault(message: string): { field?: string } {
  const field =
    /at "input\.([^"]+)"/.exec(message)?.[1] ??
    /(?:Field|Argument|argument) "([^"]+)"/.exec(message)?.[1] ??
    /"\$?(\w+)"/.exec(message)?.[1];
  return field === undefined ? {} : { field };
}
