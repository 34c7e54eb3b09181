import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type CryptoKey } from 'jose';
import { localIssuer } from '#gateway/issuer-settings';

const audience = 'jiedai';

const tokenLife = '12h';
const keyId = 'local-1';

/** Who a token speaks for. */
export interface TokenClaims {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly shop?: string | undefined;
  readonly account?: string | undefined;
}

export interface Issuer {
  /** The public keys, for the gateway. */
  readonly jwksFile: string;
  /** A token of 12 hours; valid across restarts, since the key is kept. */
  mint(claims: TokenClaims): Promise<string>;
}

/** What the gateway is told of it, as an item of JIEDAI_ISSUERS. */
export const localIssuerSetting = (jwksFile: string) => ({ issuer: localIssuer, audience, jwksFile, ourClaims: true });

export const jwksFileIn = (keys: string): string => join(keys, 'jwks.json');

/** The local issuer of the embedded default: an ES256 key pair, made once and kept in `keys`. Production names its own issuer instead. */
export async function openIssuer(keys: string): Promise<Issuer> {
  const privateFile = join(keys, 'issuer.jwk.json');
  const jwksFile = jwksFileIn(keys);
  if (!existsSync(privateFile) || !existsSync(jwksFile)) await makeKeys(privateFile, jwksFile);
  const key = (await importJWK(JSON.parse(readFileSync(privateFile, 'utf8')) as JWK, 'ES256')) as CryptoKey;
  return { jwksFile, mint: (claims) => sign(key, claims) };
}

async function makeKeys(privateFile: string, jwksFile: string): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const published = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'ES256', use: 'sig' };
  writeFileSync(privateFile, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  writeFileSync(jwksFile, JSON.stringify({ keys: [published] }), { mode: 0o644 });
}

function sign(key: CryptoKey, { subject, name, roles, shop, account }: TokenClaims): Promise<string> {
  return new SignJWT({ name, roles: [...roles], ...(shop === undefined ? {} : { shop }), ...(account === undefined ? {} : { account }) })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: keyId })
    .setSubject(subject)
    .setIssuer(localIssuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(tokenLife)
    .sign(key);
}
