import { AppError, type ErrorCode } from '../errors';

const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** A request refused before GraphQL: an error of the closed list, the HTTP status it travels under, and headers of its own. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    readonly error: AppError,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(error.message, { cause: error });
    this.name = 'HttpRefusal';
  }
}

/** What is answered when `error` ended a request; undefined for a bug, which the client hears nothing about. */
export function refusalOf(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  if (!(error instanceof AppError)) return undefined;
  const headers = {
    ...(error.code === 'UNAUTHENTICATED' && challenge),
    ...(error.code === 'SERVICE_UNAVAILABLE' && { 'retry-after': '1' }),
  };
  return new HttpRefusal(statusOf[error.code] ?? 400, error, headers);
}

/** RFC 6750: what a caller without a valid token is asked for. */
const challenge = { 'www-authenticate': 'Bearer realm="jiedai"' };

export const nothingHere = new HttpRefusal(404, new AppError('BAD_USER_INPUT', 'There is nothing here; the graph is at /graphql.'));
