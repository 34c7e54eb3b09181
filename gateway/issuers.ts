import { readFileSync } from 'node:fs';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { serviceUnavailable } from '#libs/platform/errors';
import { isAboutToken, issuerKeys } from './issuer-keys';
import type { IssuerSettings } from './issuer-settings';
import { badToken, unknownIssuer } from './token-refusals';

/** What a verified token says, and who says it. */
export interface Verified {
  readonly by: IssuerSettings;
  readonly payload: JWTPayload & { readonly exp: number; readonly sub: string };
}

/** Clocks differ by so much at most. */
export const skewSeconds = 5;

/** RFC 9068 and what most issuers write. Without a type, a token of the issuer that is meant for something else would pass for one. */
const types: readonly unknown[] = ['jwt', 'at+jwt', 'application/at+jwt'];

/** Verifies tokens of the listed issuers, each against the keys, the algorithms and the audience of its own `iss` and no other. */
export function createIssuers(list: readonly IssuerSettings[]): (token: string) => Promise<Verified> {
  const known = new Map(list.map((by) => [by.issuer, { by, keys: keysOf(by) }]));
  return async (token) => {
    const named = known.get(issuerOf(token) ?? '');
    if (!named) throw unknownIssuer;
    const { by, keys } = named;
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: [...by.algorithms],
      issuer: by.issuer,
      audience: by.audience,
      clockTolerance: skewSeconds,
      requiredClaims: ['exp', 'sub'],
    }).catch((cause: unknown) => {
      throw isAboutToken(cause) ? badToken(cause) : serviceUnavailable('The keys of the issuer', cause);
    });
    const { exp, sub, iat } = payload;
    if (!types.includes(protectedHeader.typ?.toLowerCase())) throw badToken();
    if (exp === undefined || !sub || isFuture(iat)) throw badToken();
    return { by, payload: { ...payload, exp, sub } };
  };
}

/** A token from the future: its issuer's clock is wrong, or it was made up. */
export const isFuture = (iat: number | undefined): boolean => iat !== undefined && iat > Date.now() / 1_000 + skewSeconds;

/** Whom a token says it comes from, before anything of it is believed. */
export function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw badToken();
  }
}

const keysOf = ({ keys }: IssuerSettings): JWTVerifyGetKey =>
  'file' in keys ? createLocalJWKSet(JSON.parse(readFileSync(keys.file, 'utf8')) as JSONWebKeySet) : issuerKeys(keys.url);
