import { createLocalJWKSet, createRemoteJWKSet, errors, jwksCache, type JWKSCacheInput, type JWTVerifyGetKey } from 'jose';

/** So long the keys that an issuer gave last are good while it cannot be had, and so seldom it is asked meanwhile. */
const keptMs = 24 * 3_600_000;
const askAgainMs = 30_000;

/**
 * The keys an issuer publishes at a URL, read anew every 10 minutes and when a token names an unknown one. While the issuer is away, the last ones it gave
 * are used for a day; without any, what the issuer failed with is thrown.
 */
export function issuerKeys(url: string, now: () => number = Date.now): JWTVerifyGetKey {
  const last: Partial<JWKSCacheInput> = {};
  const published = createRemoteJWKSet(new URL(url), { [jwksCache]: last as JWKSCacheInput });
  let awayUntil = 0;
  return async (header, token) => {
    const kept = last.jwks && now() - (last.uat ?? 0) < keptMs ? createLocalJWKSet(last.jwks) : undefined;
    if (kept && now() < awayUntil) return kept(header, token);
    try {
      return await published(header, token);
    } catch (error) {
      if (!kept || isAboutToken(error)) throw error;
      awayUntil = now() + askAgainMs;
      return kept(header, token);
    }
  };
}

/** Whether the issuer was heard and the token is to blame. */
export const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  error.code !== 'ERR_JOSE_GENERIC' &&
  error.code !== 'ERR_JWKS_INVALID';
