/** Callers that are no account, as their token names them: OPERATOR creates shops, CONNECTOR speaks for buyers. */
export const serviceRoles = ['OPERATOR', 'CONNECTOR'] as const;

/** What an account of a shop can be. */
export const accountRoles = ['OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'] as const;

/** KEY is every partner's key, READER one that may read the shop. BUYER is a buyer who comes by itself. */
export const roles = [...serviceRoles, 'KEY', 'READER', 'BUYER', ...accountRoles] as const;

export type ServiceRole = (typeof serviceRoles)[number];
export type AccountRole = (typeof accountRoles)[number];
export type Role = (typeof roles)[number];

/** A buyer of one shop as a token names it. */
export interface BuyerName {
  readonly channel: string;
  readonly externalId: string;
}

/** Whom a token names: an account of a shop, or one of the callers that are no account and have a role instead. */
export interface Bearer {
  readonly subject: string;
  /** Null for an operator. */
  readonly shop: string | null;
  /** Null for operators and connectors. */
  readonly account: string | null;
  /** Of callers without an account; none for an account, whose rights are its own. */
  readonly roles: readonly ServiceRole[];
  /** Where the bearer logged in, when its token does not say which account it is: then the shop service knows. */
  readonly login?: { readonly issuer: string };
  /** The session of a browser that was shown in place of a token; it may have been ended since. */
  readonly session?: string;
  /** The partner's key that was shown; the digest proves it, and the shop service knows what it opens. */
  readonly key?: { readonly id: string; readonly digest: string };
  /** The buyer who comes by itself; `keyId` is the shop's key that signed, null when the buyer is anonymous. */
  readonly buyer?: BuyerName & { readonly keyId: string | null };
}

/** What a caller may now. */
export interface Rights {
  readonly roles: readonly Role[];
  /** Whether the workbench is open to it (PRM-7). */
  readonly imEnabled: boolean;
  /** What it may by its roles, its position and grants; none of a caller that is no account. */
  readonly permissions: readonly string[];
}

/** Who calls, and what it may, as the gateway found out. */
export interface Caller extends Rights {
  readonly subject: string;
  readonly shop: string | null;
  readonly account: string | null;
  /** The id of the partner's key that calls. */
  readonly key?: string | undefined;
  /** Of the role BUYER: who it is, and whom alone it may speak for and read about. */
  readonly buyer?: BuyerName | undefined;
}

/** A caller that is no account may what its role may; no workbench, and nothing granted. */
export const withoutAccount = ({ subject, shop, account, roles }: Bearer): Caller => ({
  subject,
  shop,
  account,
  roles,
  imEnabled: false,
  permissions: [],
});

/** The actor to write into an event this caller causes. */
export function actorOf(caller: Caller): { kind: 'ACCOUNT' | 'KEY' | 'BUYER' | 'CONNECTOR' | 'OPERATOR'; id: string } {
  if (caller.account !== null) return { kind: 'ACCOUNT', id: caller.account };
  if (caller.key !== undefined) return { kind: 'KEY', id: caller.key };
  if (caller.buyer !== undefined) return { kind: 'BUYER', id: caller.subject };
  return { kind: caller.roles.includes('OPERATOR') ? 'OPERATOR' : 'CONNECTOR', id: caller.subject };
}
