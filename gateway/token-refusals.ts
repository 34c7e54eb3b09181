import { AppError } from '#libs/platform/errors';

/** What every refused token is told would be right. */
export const unauthenticated = (message: string, cause?: unknown): AppError =>
  new AppError('UNAUTHENTICATED', message, {
    field: 'authorization',
    expected: 'a header "authorization: Bearer <token>" with a token of an issuer of this system, or a partner\'s key',
    cause,
  });

export const badToken = (cause?: unknown): AppError => unauthenticated('The token is not valid, or no longer.', cause);

export const unknownIssuer = unauthenticated('The token comes from nobody whose tokens are taken here.');
