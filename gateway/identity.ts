import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { roles, type Caller } from '#libs/platform/access/caller';
import { AppError, serviceUnavailable } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type { GatewayConfig } from './config';
import { isAboutToken, issuerKeys } from './issuer-keys';

const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  roles: z.array(z.enum(roles)).min(1),
  shop: z.string().refine(isId).optional(),
  account: z.string().refine(isId).optional(),
});

/** Verified tokens remembered at most; beyond it the memory is emptied, which only costs verifying again. */
const remembered = 10_000;

export interface Identity {
  /** The caller of an `authorization` header; refuses with UNAUTHENTICATED and says what is needed. */
  callerOf(authorization: string | undefined): Promise<Caller>;
}

/** Verifies bearer tokens: ES256 only, our issuer and audience, at most 5 s of clock skew. A verified token is not verified again before it expires. */
export function createIdentity(jwt: GatewayConfig['jwt']): Identity {
  const keys =
    'file' in jwt.jwks ? createLocalJWKSet(JSON.parse(readFileSync(jwt.jwks.file, 'utf8')) as JSONWebKeySet) : issuerKeys(jwt.jwks.url);
  const verified = new Map<string, { caller: Caller; expiresAt: number }>();
  return {
    callerOf: async (authorization) => {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw unauthenticated('A token is needed.');
      const known = verified.get(token);
      if (known && known.expiresAt > Date.now()) return known.caller;
      const fresh = await verify(token, keys, jwt);
      if (verified.size >= remembered) verified.clear();
      verified.set(token, fresh);
      return fresh.caller;
    },
  };
}

async function verify(token: string, keys: JWTVerifyGetKey, jwt: GatewayConfig['jwt']): Promise<{ caller: Caller; expiresAt: number }> {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ['ES256'],
    typ: 'JWT',
    issuer: jwt.issuer,
    audience: jwt.audience,
    clockTolerance: 5,
    requiredClaims: ['exp', 'sub'],
  }).catch((cause: unknown) => {
    throw isAboutToken(cause)
      ? unauthenticated('The token is not valid, or no longer.', cause)
      : serviceUnavailable('The keys of the issuer', cause);
  });
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw unauthenticated('The token does not say who calls.');
  const { sub, exp, shop, account, roles: held } = parsed.data;
  return { caller: { subject: sub, roles: held, shop: shop ?? null, account: account ?? null }, expiresAt: exp * 1_000 };
}

const unauthenticated = (message: string, cause?: unknown): AppError =>
  new AppError('UNAUTHENTICATED', message, {
    field: 'authorization',
    expected: 'a header "authorization: Bearer <token>" with a token of this system\'s issuer',
    cause,
  });
