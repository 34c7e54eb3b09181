import { accountRoles, roles, type Caller, type Role } from './caller';
import { AppError, shopNotFound } from '../errors';

const managers = ['OWNER', 'ADMIN', 'CS_ADMIN'] as const satisfies readonly Role[];

/** Who may use a field. Whoever is in none of the lists may not. */
export interface Rule {
  readonly roles: readonly Role[];
  /** These may when it concerns the caller's own account. */
  readonly own?: readonly Role[];
  /** These may while the account has the IM permission, which opens the workbench (PRM-7). */
  readonly im?: readonly Role[];
  /** Whoever was granted this permission may too. */
  readonly permission?: string;
}

/** The gateway's own permission: it asks what accounts may. */
export const readAccounts = 'accounts:read';

/** Who answers buyers: the main account, and sub-accounts with the IM permission. */
const workbench: Rule = { roles: ['OWNER'], im: ['ADMIN', 'CS_ADMIN', 'AGENT'] };

/** Who reads what buyers wrote and are called: those who oversee the shop need no workbench for it, others do. */
const conversation: Rule = { roles: [...managers, 'CONNECTOR'], im: ['OPERATIONS', 'AGENT'] };

/**
 * Who may use what, in one table (PRM-1 to PRM-13). A root field, entity or command that is missing here keeps its subgraph from starting; other fields are
 * open to whoever may read their parent. Entities are named `Type.@key`.
 */
export const access: Readonly<Record<string, Rule>> = {
  'Query.viewer': { roles },
  'Query.shop': { roles: [...accountRoles, 'CONNECTOR'] },
  'Query.session': { roles: [...accountRoles, 'CONNECTOR'] },
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
  'Mutation.sendAgentMessage': workbench,
  'Mutation.endSession': workbench,
  'Shop.@key': { roles: [...accountRoles, 'CONNECTOR', 'OPERATOR'] },
  'Account.@key': { roles: [...accountRoles, 'OPERATOR'], permission: readAccounts },
  'Agent.@key': { roles: [...accountRoles, 'CONNECTOR'] },
  'Session.@key': { roles: [...accountRoles, 'CONNECTOR'] },
  'Buyer.@key': { roles: [...accountRoles, 'CONNECTOR'] },
  'Buyer.name': conversation,
  'Session.messages': conversation,
  'Message.text': conversation,
  'Shop.accounts': { roles: [...accountRoles, 'OPERATOR'] },
  'Shop.agents': { roles: accountRoles },
  'Shop.sessions': { roles: accountRoles },
  'Shop.queue': { roles: [...accountRoles, 'CONNECTOR'] },
  'Shop.metrics': { roles: ['OWNER', 'ADMIN', 'CS_ADMIN'] },
  'Agent.metrics': { roles: ['OWNER', 'ADMIN', 'CS_ADMIN'], own: ['AGENT', 'OPERATIONS'] },
};

/** Refuses a caller who may not use the field; `ownAccount` names the account the call concerns, where that matters. */
export function authorize(field: string, caller: Caller, ownAccount?: string): void {
  const refused = refusal(access[field] ?? { roles: [] }, caller, ownAccount);
  if (refused === 'IM') throw noWorkbench;
  if (refused === 'FORBIDDEN') throw forbidden(field.replace('.@key', ''), access[field] ?? { roles: [] }, caller);
}

/** What keeps a caller from a field, if anything: the missing IM permission, or that no list names it. */
export function refusal(rule: Rule, caller: Caller, ownAccount?: string): 'IM' | 'FORBIDDEN' | undefined {
  const isIn = (list: readonly Role[] | undefined): boolean => caller.roles.some((role) => list?.includes(role));
  if (isIn(rule.roles) || (rule.permission !== undefined && caller.permissions.includes(rule.permission))) return undefined;
  if (isIn(rule.own) && ownAccount !== undefined && ownAccount === caller.account) return undefined;
  if (!isIn(rule.im)) return 'FORBIDDEN';
  return caller.imEnabled ? undefined : 'IM';
}

const noWorkbench = new AppError('IM_NOT_ENABLED', 'The workbench is not open to your account.', {
  expected: 'an account with the IM permission, which the main account or an administrator can give',
});

function forbidden(field: string, { roles: always, own, im, permission }: Rule, caller: Caller): AppError {
  const may = [
    `one of the roles ${always.join(', ')}`,
    own && `${own.join(', ')} for the own account`,
    im && `${im.join(', ')} with the IM permission`,
    permission && `the permission ${permission}`,
  ].filter((each) => each !== undefined);
  const grant = caller.account === null ? '' : '; the main account or an administrator can give it';
  return new AppError('FORBIDDEN', `Your role may not use ${field}.`, { expected: `${may.join(', or ')}${grant}` });
}

/** The shop a call names, when the caller's token speaks for it. A foreign shop answers like an unknown one. */
export function ownShop(caller: Caller, shopId: string, field?: string): string {
  if (caller.shop === null || caller.shop !== shopId) throw shopNotFound(field);
  return shopId;
}
