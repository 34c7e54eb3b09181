import { z } from 'zod';
import { isLikeApiKey, readApiKey } from '#libs/platform/access/api-key';
import { serviceRoles, type Bearer, type ServiceRole } from '#libs/platform/access/caller';
import { isId } from '#libs/platform/process/ids';
import type { Callers } from './account-rights';
import type { BuyerTokens } from './buyer-tokens';
import type { IssuerSettings } from './issuer-settings';
import { createIssuers, issuerOf, type Verified } from './issuers';
import { unauthenticated } from './token-refusals';

const claims = z.object({
  roles: z.array(z.string()).default([]),
  shop: z.string().refine(isId).optional(),
  account: z.string().refine(isId).optional(),
});

/** Verified tokens remembered at most; beyond it the memory is emptied, which only costs verifying again. */
const remembered = 10_000;

export interface Identity {
  /** Whom the token of an `authorization` header names; refuses with UNAUTHENTICATED and says what is needed. */
  bearerOf(authorization: string | undefined): Promise<Bearer>;
}

interface Options {
  readonly issuers: readonly IssuerSettings[];
  readonly buyerTokens: Pick<BuyerTokens, 'isFrom' | 'read'>;
  readonly callers: Pick<Callers, 'callerOf'>;
}

interface Named {
  readonly bearer: Bearer;
  readonly expiresAt: number;
}

/**
 * Says who calls. A verified token is not verified again before it expires. Whether a key, a buyer's token or a login is anybody's the shops know alone, so `callers`
 * is asked before it is taken for a name; a key that was mistyped or made up is refused without a look-up.
 */
export function createIdentity({ issuers, buyerTokens, callers }: Options): Identity {
  const verify = createIssuers(issuers);
  const verified = new Map<string, Named>();
  const verifiedOnce = async (token: string): Promise<Bearer> => {
    const known = verified.get(token);
    if (known && known.expiresAt > Date.now()) return known.bearer;
    const issuer = issuerOf(token);
    const fresh = issuer !== undefined && buyerTokens.isFrom(issuer) ? await buyerTokens.read(token, issuer) : namedIn(await verify(token));
    if (verified.size >= remembered) verified.clear();
    verified.set(token, fresh);
    return fresh.bearer;
  };
  return {
    bearerOf: async (authorization) => {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw unauthenticated('A token is needed.');
      const bearer = isLikeApiKey(token) ? keyIn(token) : await verifiedOnce(token);
      if (bearer.key !== undefined || bearer.buyer !== undefined || bearer.login !== undefined) await callers.callerOf(bearer);
      return bearer;
    },
  };
}

function keyIn(token: string): Bearer {
  const key = readApiKey(token);
  if (!key) throw unauthenticated('The key is mistyped: its checksum does not fit.');
  const { shop, id, digest } = key;
  return { subject: id, shop, account: null, roles: [], key: { id, digest } };
}

function namedIn(verified: Verified): Named {
  const bearer = bearerIn(verified);
  if (!bearer) throw unauthenticated('The token does not say who calls.');
  return { bearer, expiresAt: verified.payload.exp * 1_000 };
}

/** A token without claims of ours, or whose issuer is not believed them, is a login. An account needs its shop. Which roles its token claims does not matter: its rights are what the shop service says they are now. */
function bearerIn({ by, payload }: Verified): Bearer | undefined {
  const { sub: subject } = payload;
  const login: Bearer = { subject, shop: null, account: null, roles: [], login: { issuer: by.issuer } };
  if (!by.ourClaims) return login;
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return undefined;
  const { roles } = parsed.data;
  const [shop, account] = [parsed.data.shop ?? null, parsed.data.account ?? null];
  if (shop === null && account === null && roles.length === 0) return login;
  if (account !== null) return shop === null ? undefined : { subject, shop, account, roles: [] };
  return roles.length > 0 && roles.every(isServiceRole) ? { subject, shop, account, roles } : undefined;
}

const isServiceRole = (role: string): role is ServiceRole => serviceRoles.some((each) => each === role);
