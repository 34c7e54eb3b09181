/** Account roles of domain.md §1, and the two callers that are no account: OPERATOR creates shops, CONNECTOR speaks for buyers. */
export const roles = ['OPERATOR', 'CONNECTOR', 'OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'] as const;

export type Role = (typeof roles)[number];

/** Who calls, as the gateway verified it. `shop` is null for an operator, `account` for operators and connectors. */
export interface Caller {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly shop: string | null;
  readonly account: string | null;
}

/** The actor to write into an event this caller causes. */
export function actorOf(caller: Caller): { kind: 'ACCOUNT' | 'CONNECTOR' | 'OPERATOR'; id: string } {
  if (caller.account !== null) return { kind: 'ACCOUNT', id: caller.account };
  return { kind: caller.roles.includes('OPERATOR') ? 'OPERATOR' : 'CONNECTOR', id: caller.subject };
}
