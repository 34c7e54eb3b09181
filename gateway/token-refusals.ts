import { AppError } from '#libs/platform/errors';

/** What every refused token is told would be right. */
export const unauthenticated = (message: string, cause?: unknown): AppError =>
  new AppError('UNAUTHENTICATED', message, {
    field: 'authorization',
    expected: 'a header "authorization: Bearer <token>" with a token of an issuer of this system, or a partner\'s key',
    cause,
  });

export const badToken = (cause?: unknown): AppError => unauthenticated('The token is not valid, or no longer.', cause);

export const untypedToken = new AppError('UNAUTHENTICATED', 'The header of the buyer’s token does not say which kind of token it is.', {
  field: 'authorization',
  expected: 'a token with "typ": "JWT" in its header, beside "alg" and "kid"',
});

export const unknownIssuer = unauthenticated('The token comes from nobody whose tokens are taken here.');
