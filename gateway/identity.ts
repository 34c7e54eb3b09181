import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { serviceRoles, type Bearer, type ServiceRole } from '#libs/platform/access/caller';
import { AppError, serviceUnavailable } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type { GatewayConfig } from './config';
import { isAboutToken, issuerKeys } from './issuer-keys';

const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  roles: z.array(z.string()).default([]),
  shop: z.string().refine(isId).optional(),
  account: z.string().refine(isId).optional(),
});

type Claims = z.infer<typeof claims>;

/** Verified tokens remembered at most; beyond it the memory is emptied, which only costs verifying again. */
const remembered = 10_000;

export interface Identity {
  /** Whom the token of an `authorization` header names; refuses with UNAUTHENTICATED and says what is needed. */
  bearerOf(authorization: string | undefined): Promise<Bearer>;
}

/** Verifies bearer tokens: ES256 only, our issuer and audience, at most 5 s of clock skew. A verified token is not verified again before it expires. */
export function createIdentity(jwt: GatewayConfig['jwt']): Identity {
  const keys =
    'file' in jwt.jwks ? createLocalJWKSet(JSON.parse(readFileSync(jwt.jwks.file, 'utf8')) as JSONWebKeySet) : issuerKeys(jwt.jwks.url);
  const verified = new Map<string, Verified>();
  return {
    bearerOf: async (authorization) => {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw unauthenticated('A token is needed.');
      const known = verified.get(token);
      if (known && known.expiresAt > Date.now()) return known.bearer;
      const fresh = await verify(token, keys, jwt);
      if (verified.size >= remembered) verified.clear();
      verified.set(token, fresh);
      return fresh.bearer;
    },
  };
}

interface Verified {
  readonly bearer: Bearer;
  readonly expiresAt: number;
}

async function verify(token: string, keys: JWTVerifyGetKey, jwt: GatewayConfig['jwt']): Promise<Verified> {
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
  const bearer = parsed.success ? bearerIn(parsed.data) : undefined;
  if (!parsed.success || !bearer) throw unauthenticated('The token does not say who calls.');
  return { bearer, expiresAt: parsed.data.exp * 1_000 };
}

/** An account needs its shop. Which roles its token claims does not matter: its rights are what the shop service says they are now. */
function bearerIn({ sub: subject, roles, ...claimed }: Claims): Bearer | undefined {
  const [shop, account] = [claimed.shop ?? null, claimed.account ?? null];
  if (account !== null) return shop === null ? undefined : { subject, shop, account, roles: [] };
  return roles.length > 0 && roles.every(isServiceRole) ? { subject, shop, account, roles } : undefined;
}

const isServiceRole = (role: string): role is ServiceRole => serviceRoles.some((each) => each === role);

const unauthenticated = (message: string, cause?: unknown): AppError =>
  new AppError('UNAUTHENTICATED', message, {
    field: 'authorization',
    expected: 'a header "authorization: Bearer <token>" with a token of this system\'s issuer',
    cause,
  });
