import { hkdfSync, randomUUID } from 'node:crypto';
import {
  decodeProtectedHeader,
  importSPKI,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from 'jose';
import { z } from 'zod';
import type { Bearer } from '#libs/platform/access/caller';
import { isId } from '#libs/platform/process/ids';
import type { BuyerAccessNow, BuyerKey } from './buyer-rights';
import { ourselves } from './issuer-settings';
import { isFuture, skewSeconds } from './issuers';
import { badToken, untypedToken } from './token-refusals';

/** Whom tokens of buyers are for, whoever signs them. */
export const buyerAudience = 'jiedai-buyer';
const anonymousChannel = 'WEB';
const anonymousDays = 30;
/** A shop's server is near, so it gives its buyers short lives and signs again. */
const knownSeconds = 3_600;

const named = z.object({
  sub: z.string().min(1).max(200),
  channel: z.string().min(1).max(50),
  exp: z.number(),
  iat: z.number(),
});

/** Whom a buyer's token names, and until when. */
export interface BuyerToken {
  readonly bearer: Bearer;
  readonly expiresAt: number;
}

/** What a buyer whom nobody knows is given. */
export interface AnonymousBuyer {
  readonly token: string;
  readonly expiresAt: string;
  readonly buyer: { readonly channel: string; readonly externalId: string };
}

/**
 * Tokens of buyers. A known buyer's is signed by the shop's server with a private key that never left it, so nobody who reads our database can sign one.
 * An anonymous buyer's is signed here, with a key that all gateways derive from the secrets they share.
 */
export class BuyerTokens {
  private readonly secrets: readonly Uint8Array[];

  constructor(
    passportSecrets: readonly string[],
    private readonly accessOf: (shop: string) => Promise<BuyerAccessNow | null>,
  ) {
    this.secrets = passportSecrets.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'jiedai anonymous buyers', 32)));
  }

  /** Whether tokens that say they come from `issuer` are read here: a shop signs under its id. */
  readonly isFrom = (issuer: string | undefined): boolean => issuer === ourselves || (issuer !== undefined && isId(issuer));

  async read(token: string, issuer: string): Promise<BuyerToken> {
    return issuer === ourselves ? this.readOurs(token) : this.readShops(token, issuer);
  }

  async issue(shop: string): Promise<AnonymousBuyer> {
    const externalId = randomUUID();
    const expiresAt = Math.floor(Date.now() / 1_000) + anonymousDays * 86_400;
    const token = await new SignJWT({ shop, channel: anonymousChannel })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(externalId)
      .setIssuer(ourselves)
      .setAudience(buyerAudience)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.secrets[0]!);
    return { token, expiresAt: new Date(expiresAt * 1_000).toISOString(), buyer: { channel: anonymousChannel, externalId } };
  }

  private async readOurs(token: string): Promise<BuyerToken> {
    for (const secret of this.secrets) {
      const payload = await verified(token, secret, { issuer: ourselves, algorithm: 'HS256' });
      if (typeof payload?.['shop'] === 'string') return tokenOf(payload, payload['shop'], null);
    }
    throw badToken();
  }

  private async readShops(token: string, shop: string): Promise<BuyerToken> {
    const { kid, typ } = headerOf(token);
    if (typ === undefined) throw untypedToken;
    const key = (await this.accessOf(shop))?.keys.find(({ id }) => id === kid);
    if (!key) throw badToken();
    const payload = await verified(token, await imported(key), { issuer: shop, algorithm: key.algorithm });
    const { exp = Infinity, iat = 0 } = payload ?? {};
    if (!payload || exp - iat > knownSeconds) throw badToken();
    return tokenOf(payload, shop, key.id);
  }
}

const imported = ({ publicKey, algorithm }: BuyerKey): Promise<CryptoKey> => importSPKI(publicKey, algorithm);

const verified = (
  token: string,
  key: CryptoKey | Uint8Array,
  { issuer, algorithm }: { readonly issuer: string; readonly algorithm: string },
): Promise<JWTPayload | undefined> =>
  jwtVerify(token, key, { algorithms: [algorithm], typ: 'JWT', issuer, audience: buyerAudience, clockTolerance: skewSeconds }).then(
    ({ payload }) => payload,
    () => undefined,
  );

function tokenOf(payload: JWTPayload, shop: string, keyId: string | null): BuyerToken {
  const parsed = named.safeParse(payload);
  if (!parsed.success || isFuture(parsed.data.iat)) throw badToken();
  const { sub: externalId, channel, exp } = parsed.data;
  const buyer = { channel, externalId, keyId };
  return { bearer: { subject: `${channel}/${externalId}`, shop, account: null, roles: [], buyer }, expiresAt: exp * 1_000 };
}

function headerOf(token: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw badToken();
  }
}
