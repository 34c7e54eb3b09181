import { z } from 'zod';
import { isLikeApiKey, readApiKey } from '#libs/platform/access/api-key';
import { serviceRoles, type Bearer, type ServiceRole } from '#libs/platform/access/caller';
import { isId } from '#libs/platform/process/ids';
import type { Callers } from './account-rights';
import type { IssuerSettings } from './issuer-settings';
import { createIssuers, type Verified } from './issuers';
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

/**
 * Says who calls. A verified token is not verified again before it expires. Keys are known to the shop service alone, so `callers` is asked about one before
 * it is taken for a name; one that was mistyped or made up is refused without a look-up.
 */
export function createIdentity(issuers: readonly IssuerSettings[], callers: Pick<Callers, 'callerOf'>): Identity {
  const verify = createIssuers(issuers);
  const verified = new Map<string, Verified>();
  const verifiedOnce = async (token: string): Promise<Verified> => {
    const known = verified.get(token);
    if (known && known.payload.exp * 1_000 > Date.now()) return known;
    const fresh = await verify(token);
    if (verified.size >= remembered) verified.clear();
    verified.set(token, fresh);
    return fresh;
  };
  return {
    bearerOf: async (authorization) => {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw unauthenticated('A token is needed.');
      if (isLikeApiKey(token)) {
        const shown = keyIn(token);
        await callers.callerOf(shown);
        return shown;
      }
      const bearer = bearerIn(await verifiedOnce(token));
      if (!bearer) throw unauthenticated('The token does not say who calls.');
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

/** An account needs its shop. Which roles its token claims does not matter: its rights are what the shop service says they are now. */
function bearerIn({ by, payload }: Verified): Bearer | undefined {
  const parsed = claims.safeParse(payload);
  if (!by.ourClaims || !parsed.success) return undefined;
  const { sub: subject } = payload;
  const { roles } = parsed.data;
  const [shop, account] = [parsed.data.shop ?? null, parsed.data.account ?? null];
  if (account !== null) return shop === null ? undefined : { subject, shop, account, roles: [] };
  return roles.length > 0 && roles.every(isServiceRole) ? { subject, shop, account, roles } : undefined;
}

const isServiceRole = (role: string): role is ServiceRole => serviceRoles.some((each) => each === role);
