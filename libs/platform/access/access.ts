import type { Caller, Role } from './caller';
import { AppError, shopNotFound } from '../errors';

const managers = ['OWNER', 'ADMIN', 'CS_ADMIN'] as const satisfies readonly Role[];
const accounts = ['OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT'] as const satisfies readonly Role[];
const everyone = ['OPERATOR', 'CONNECTOR', ...accounts] as const satisfies readonly Role[];

/**
 * Who may call what, in one table (domain.md §1): `roles` may always; `own` may when the operation concerns the caller's own account.
 * A field that is missing here is refused, and a subgraph with such a field does not start. Entities are named `Type.@key`.
 */
export const access: Readonly<Record<string, { readonly roles: readonly Role[]; readonly own?: readonly Role[] }>> = {
  'Query.viewer': { roles: everyone },
  'Query.shop': { roles: [...accounts, 'CONNECTOR'] },
  'Query.session': { roles: [...accounts, 'CONNECTOR'] },
  'Mutation.createShop': { roles: ['OPERATOR'] },
  'Mutation.updateShopPolicy': { roles: managers },
  'Mutation.applyPreset': { roles: ['OWNER', 'ADMIN'] },
  'Mutation.createAccount': { roles: ['OWNER', 'ADMIN'] },
  'Mutation.updateAccount': { roles: ['OWNER', 'ADMIN'] },
  'Mutation.saveReceptionSchedule': { roles: ['OWNER', 'ADMIN'] },
  'Mutation.setPresence': { roles: managers, own: ['AGENT', ...managers] },
  'Mutation.setCapacity': { roles: managers, own: ['AGENT', ...managers] },
  'Mutation.enterChat': { roles: ['CONNECTOR'] },
  'Mutation.sendBuyerMessage': { roles: ['CONNECTOR'] },
  'Mutation.leaveChat': { roles: ['CONNECTOR'] },
  'Mutation.sendAgentMessage': { roles: ['AGENT', ...managers] },
  'Mutation.endSession': { roles: ['AGENT', ...managers] },
  'Shop.@key': { roles: [...accounts, 'CONNECTOR', 'OPERATOR'] },
  'Account.@key': { roles: [...accounts, 'OPERATOR'] },
  'Agent.@key': { roles: [...accounts, 'CONNECTOR'] },
  'Session.@key': { roles: [...accounts, 'CONNECTOR'] },
  'Buyer.@key': { roles: [...accounts, 'CONNECTOR'] },
  'Shop.accounts': { roles: [...accounts, 'OPERATOR'] },
  'Shop.agents': { roles: accounts },
  'Shop.sessions': { roles: accounts },
  'Shop.queue': { roles: [...accounts, 'CONNECTOR'] },
  'Shop.metrics': { roles: ['OWNER', 'ADMIN', 'CS_ADMIN'] },
  'Agent.metrics': { roles: ['OWNER', 'ADMIN', 'CS_ADMIN'], own: ['AGENT', 'OPERATIONS'] },
};

const listed = (list: readonly Role[] | undefined, caller: Caller): boolean => caller.roles.some((role) => list?.includes(role) ?? false);

/** Refuses a caller without a role for the field; `ownAccount` names the account the call concerns, where that matters. */
export function authorize(field: string, caller: Caller, ownAccount?: string): void {
  const rule = access[field];
  if (rule && listed(rule.roles, caller)) return;
  if (rule?.own && listed(rule.own, caller) && ownAccount !== undefined && ownAccount === caller.account) return;
  throw new AppError('FORBIDDEN', `Your role may not use ${field.replace('.@key', '')}.`, {
    expected: `one of the roles ${[...(rule?.roles ?? [])].join(', ')}${rule?.own ? `, or ${rule.own.join(', ')} for the own account` : ''}`,
  });
}

/** The shop a call names, when the caller's token speaks for it. A foreign shop answers like an unknown one. */
export function ownShop(caller: Caller, shopId: string, field?: string): string {
  if (caller.shop === null || caller.shop !== shopId) throw shopNotFound(field);
  return shopId;
}
