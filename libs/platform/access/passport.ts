import { SignJWT, jwtVerify } from 'jose';
import { z } from 'zod';
import { roles, type Caller } from './caller';
import { AppError } from '../errors';

const audience = 'jiedai-subgraph';
const issuer = 'jiedai-gateway';
const lifeSeconds = 60;
/** A passport is signed again when this much of its life is gone, so that it never expires on its way. */
const reuseMs = 30_000;
const cacheLimit = 5_000;

export const passportHeader = 'x-jiedai-passport';

const claims = z.object({
  sub: z.string(),
  roles: z.array(z.enum(roles)),
  shop: z.string().nullable(),
  account: z.string().nullable(),
  imEnabled: z.boolean(),
  permissions: z.array(z.string()),
  key: z.string().optional(),
  buyer: z.object({ channel: z.string(), externalId: z.string() }).optional(),
});

export interface PassportSigner {
  sign(caller: Caller): Promise<string>;
}

/** Signs for the subgraphs who calls and what it may: HS256, 60 s of life, reused for 30 s per caller. The first secret signs. */
export function passportSigner(secrets: readonly string[]): PassportSigner {
  const key = new TextEncoder().encode(secrets[0]);
  const recent = new Map<string, { at: number; token: Promise<string> }>();
  return {
    sign: (caller) => {
      const { subject, ...rest } = caller;
      const name = JSON.stringify([subject, rest.roles, rest.shop, rest.account, rest.imEnabled, rest.permissions, rest.key, rest.buyer]);
      const known = recent.get(name);
      const now = Date.now();
      if (known && now - known.at < reuseMs) return known.token;
      if (recent.size >= cacheLimit) recent.clear();
      const token = new SignJWT({ ...rest })
        .setProtectedHeader({ alg: 'HS256', typ: 'passport' })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifeSeconds}s`)
        .sign(key);
      recent.set(name, { at: now, token });
      return token;
    },
  };
}

export interface PassportReader {
  /** The caller named by a valid passport; throws UNAUTHENTICATED for anything else, a missing one included. */
  read(passport: string | undefined): Promise<Caller>;
}

/** Verifies passports against every live secret (two during a rotation); a verified one is remembered until it expires. */
export function passportReader(secrets: readonly string[]): PassportReader {
  const keys = secrets.map((secret) => new TextEncoder().encode(secret));
  const verified = new Map<string, { caller: Caller; expiresAt: number }>();
  return {
    read: async (passport) => {
      if (passport === undefined) throw unauthenticated();
      const known = verified.get(passport);
      if (known && known.expiresAt > Date.now()) return known.caller;
      const fresh = await verifyWithAny(passport, keys);
      if (verified.size >= cacheLimit) verified.clear();
      verified.set(passport, fresh);
      return fresh.caller;
    },
  };
}

async function verifyWithAny(passport: string, keys: readonly Uint8Array[]): Promise<{ caller: Caller; expiresAt: number }> {
  for (const key of keys) {
    const verified = await jwtVerify(passport, key, { algorithms: ['HS256'], typ: 'passport', issuer, audience, clockTolerance: 5 }).catch(
      () => undefined,
    );
    const parsed = verified && claims.safeParse(verified.payload);
    if (parsed?.success) {
      const { sub, ...rest } = parsed.data;
      return { caller: { subject: sub, ...rest }, expiresAt: (verified?.payload.exp ?? 0) * 1_000 };
    }
  }
  throw unauthenticated();
}

const unauthenticated = (): AppError =>
  new AppError('UNAUTHENTICATED', 'This subgraph answers the gateway only.', { expected: 'a call through the gateway' });
