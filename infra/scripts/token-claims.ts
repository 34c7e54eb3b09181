import type { TokenClaims } from '#infra/launcher/issuer';
import { demoAccounts, type DemoAccount, type DemoShop } from '#infra/launcher/run-file';

/** Everybody a token can be asked for. */
export const callers = ['operator', 'connector', ...demoAccounts] as const;
type CallerName = (typeof callers)[number];

const rolesOf: Readonly<Record<CallerName, string>> = {
  operator: 'OPERATOR',
  connector: 'CONNECTOR',
  owner: 'OWNER',
  admin: 'ADMIN',
  'cs-admin': 'CS_ADMIN',
  operations: 'OPERATIONS',
  'agent-1': 'AGENT',
  'agent-2': 'AGENT',
};

export interface TokenRequest {
  readonly as?: string | undefined;
  readonly shop?: string | undefined;
  readonly account?: string | undefined;
}

/**
 * What a token says for one of the named callers: of the demo shop, or of another shop and account if they are given. An operator has no
 * shop, a connector no account.
 */
export function claimsFor({ as, shop, account }: TokenRequest, demo: DemoShop | undefined): TokenClaims {
  const caller = callers.find((name) => name === as);
  if (caller === undefined) throw new Error(`--as names who the token is for: one of ${callers.join(', ')}`);
  const base = { subject: `local-${caller}`, name: caller, roles: [rolesOf[caller]] };
  if (caller === 'operator') return base;
  const shopId =
    shop ?? demo?.shopId ?? missing('The demo shop is not loaded yet: wait until `npm start` says that it is ready, or give --shop.');
  if (caller === 'connector') return { ...base, shop: shopId };
  return { ...base, shop: shopId, account: account ?? accountOf(caller, shop, demo) };
}

function accountOf(caller: DemoAccount, shop: string | undefined, demo: DemoShop | undefined): string {
  if (shop !== undefined && shop !== demo?.shopId)
    return missing('--shop names a shop of yours, so --account has to name one of its accounts.');
  return (
    demo?.accounts[caller] ?? missing('The demo shop is not loaded yet: wait until `npm start` says that it is ready, or give --account.')
  );
}

const missing = (sentence: string): never => {
  throw new Error(sentence);
};
