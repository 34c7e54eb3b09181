import { accountRoles, roles, type Caller, type Role } from './caller';
import { grantersOf, isGrantable, isPermission, managers, permissions, type Permission } from './permissions';
import { AppError, shopNotFound } from '../errors';

/** Who may use a field. Whoever is in none of the lists may not. */
export interface Rule {
  readonly roles: readonly Role[];
  /** These may when it concerns the caller's own account. */
  readonly own?: readonly Role[];
  /** These may while the account has the IM permission, which opens the workbench (PRM-7). */
  readonly im?: readonly Role[];
  /** Whoever was given this permission may too. */
  readonly permission?: Permission | typeof readAccounts;
}

/** The gateway's own permission: it asks what accounts and keys may. Nobody can be given it. */
export const readAccounts = 'accounts:read';

/** For those who have the permission, by their role or otherwise. */
const by = (permission: Permission, more: Omit<Rule, 'roles' | 'permission'> = {}): Rule => ({
  roles: permissions[permission].roles,
  permission,
  ...more,
});

/** Who may see a shop at work, without what buyers wrote. */
const readers = [...accountRoles, 'CONNECTOR', 'READER'] as const;

/** Who answers buyers: the main account, and sub-accounts with the IM permission. */
const workbench: Rule = { roles: ['OWNER'], im: ['ADMIN', 'CS_ADMIN', 'AGENT'] };

/** Who reads what buyers wrote and are called: those who oversee the shop need no workbench for it, others do. A buyer reads of itself only. */
const conversation: Rule = { roles: [...managers, 'CONNECTOR', 'BUYER'], im: ['OPERATIONS', 'AGENT'] };

/** Who serves the shop's buyers: managers, and agents with the IM permission. */
const agentsAndManagers: Rule = { roles: managers, im: ['AGENT'] };

/** Who reads what the shop keeps of a buyer for itself: as the conversation, but neither the buyer nor the channel. */
const ofTheShop: Rule = { roles: managers, im: ['OPERATIONS', 'AGENT'] };

/**
 * Who may use what, in one table (PRM-1 to PRM-13). A root field, entity or command that is missing here keeps its subgraph from starting; other fields are
 * open to whoever may read their parent. Entities are named `Type.@key`.
 */
const rules = {
  'Query.viewer': { roles },
  'Query.shop': { roles: readers },
  'Query.previewReception': { roles: [...accountRoles, 'READER'] },
  'Query.simulateRouting': { roles: accountRoles },
  'Query.receptionNotice': { roles: [...readers, 'BUYER'] },
  'Query.session': { roles: [...readers, 'BUYER'] },
  'Query.buyer': { roles: readers },
  'Query.previewFaqCard': by('knowledge:write'),
  'Query.outboundMessages': { roles: ['CONNECTOR'] },
  'Query.staffingPlan': by('metrics:read'),
  'Query.scorecard': by('metrics:read'),
  'Query.erlang': { roles: accountRoles },
  'Query.headcount': { roles: accountRoles },
  'Query.searchScripts': { roles: accountRoles },
  'Query.suggestReplies': workbench,
  'Query.inbox': { roles: accountRoles },
  'Query.slowReplies': { roles: accountRoles },
  'Subscription.boardChanged': { roles: readers },
  'Subscription.sessionChanged': { roles: [...readers, 'BUYER'] },
  'Subscription.inboxChanged': { roles: accountRoles },
  'Mutation.createShop': { roles: ['OPERATOR'] },
  'Mutation.updateShopPolicy': by('policy:write'),
  'Mutation.saveMetricSettings': by('policy:write'),
  'Mutation.saveExemptRange': by('policy:write'),
  'Mutation.removeExemptRange': by('policy:write'),
  'Mutation.saveReport': by('policy:write'),
  'Mutation.removeReport': by('policy:write'),
  'Mutation.runReport': by('policy:write'),
  'Mutation.saveWebhook': by('keys:write'),
  'Mutation.rotateWebhook': by('keys:write'),
  'Mutation.removeWebhook': by('keys:write'),
  'Mutation.replayDelivery': by('keys:write'),
  'Mutation.applyPreset': by('shop:write'),
  'Mutation.setHolidayMode': by('shop:write'),
  'Mutation.setTier': { roles: ['OPERATOR', 'CONNECTOR'] },
  'Mutation.setTrial': { roles: ['OPERATOR'] },
  'Mutation.createAccount': by('accounts:write'),
  'Mutation.updateAccount': by('accounts:write'),
  'Mutation.setNoRouting': by('policy:write'),
  'Mutation.removeAccount': by('accounts:write'),
  'Mutation.updateOwnProfile': { roles: accountRoles },
  'Mutation.createPosition': by('accounts:write'),
  'Mutation.updatePosition': by('accounts:write'),
  'Mutation.removePosition': by('accounts:write'),
  'Mutation.grantPermission': by('accounts:grant'),
  'Mutation.revokePermission': by('accounts:grant'),
  'Mutation.saveReceptionSchedule': by('schedule:write'),
  'Mutation.rollbackReceptionSchedule': by('schedule:write'),
  'Mutation.withdrawReceptionVersion': by('schedule:write'),
  'Mutation.saveReceptionDraft': by('schedule:write'),
  'Mutation.discardReceptionDraft': by('schedule:write'),
  'Mutation.publishReceptionDraft': by('schedule:write'),
  'Mutation.overrideReception': by('schedule:write'),
  'Mutation.liftOverride': by('schedule:write'),
  'Mutation.announceReceptionHours': by('schedule:write'),
  'Mutation.updateAnnouncement': by('schedule:write'),
  'Mutation.cancelAnnouncement': by('schedule:write'),
  'Mutation.reportAnnouncement': { roles: ['CONNECTOR'] },
  'Mutation.saveHolidayTable': by('schedule:write'),
  'Mutation.saveVolumeProfile': by('schedule:write'),
  'Mutation.saveShifts': by('roster:write'),
  'Mutation.importShifts': by('roster:write'),
  'Mutation.copyShifts': by('roster:write'),
  'Mutation.swapShifts': by('roster:write'),
  'Mutation.saveShiftTemplate': by('roster:write'),
  'Mutation.removeShiftTemplate': by('roster:write'),
  'Mutation.applyShiftTemplate': by('roster:write'),
  'Mutation.saveLeave': by('roster:write'),
  'Mutation.removeLeave': by('roster:write'),
  'Mutation.planRestDays': by('roster:write'),
  'Mutation.saveRequiredAgents': by('roster:write'),
  'Mutation.savePromotion': by('roster:write'),
  'Mutation.cancelPromotion': by('roster:write'),
  'Mutation.assignPromotionTask': by('roster:write'),
  'Mutation.tickPromotionTask': { roles: accountRoles, permission: 'roster:write' },
  'Mutation.saveRetentionFlow': by('care:write'),
  'Mutation.recordConsent': { roles: [...managers, 'CONNECTOR'], im: ['OPERATIONS', 'AGENT'] },
  'Mutation.reportOutreach': { roles: ['CONNECTOR'] },
  'Mutation.assignCareTask': by('care:write'),
  'Mutation.tickCareTask': { roles: accountRoles, permission: 'care:write' },
  'Mutation.reportOutOfStock': { roles: accountRoles, permission: 'roster:write' },
  'Mutation.pullFromQueue': workbench,
  'Mutation.assignSession': workbench,
  'Mutation.transferSession': workbench,
  'Mutation.releaseSession': workbench,
  'Mutation.acceptOffer': workbench,
  'Mutation.declineOffer': workbench,
  'Mutation.saveRoutingSettings': by('policy:write'),
  'Mutation.saveAgentGroup': by('policy:write'),
  'Mutation.removeAgentGroup': by('policy:write'),
  'Mutation.savePriorityCrowds': by('policy:write'),
  'Mutation.setPresence': by('presence:others', { own: ['AGENT'] }),
  'Mutation.heartbeat': { roles: [], im: ['AGENT'] },
  'Mutation.setCapacity': by('presence:others', { own: ['AGENT'] }),
  'Mutation.updatePreferences': { roles: accountRoles },
  'Mutation.endBrowserSession': { roles: accountRoles },
  'Mutation.bindAccount': { roles: ['OWNER'] },
  'Mutation.unbindAccount': { roles: ['OWNER'] },
  'Mutation.createApiKey': by('keys:write'),
  'Mutation.rotateApiKey': by('keys:write'),
  'Mutation.revokeApiKey': by('keys:write'),
  'Mutation.createBuyerTokenKey': by('keys:write'),
  'Mutation.revokeBuyerTokenKey': by('keys:write'),
  'Mutation.setAnonymousBuyers': by('keys:write'),
  'Mutation.saveFaqEntry': by('knowledge:write'),
  'Mutation.removeFaqEntry': by('knowledge:write'),
  'Mutation.saveScript': { roles: accountRoles },
  'Mutation.removeScript': { roles: accountRoles },
  'Mutation.restoreScript': { roles: accountRoles },
  'Mutation.importScripts': { roles: accountRoles },
  'Mutation.sortScripts': { roles: accountRoles },
  'Mutation.saveScriptCategory': by('scripts:write'),
  'Mutation.removeScriptCategory': by('scripts:write'),
  'Mutation.saveFaqCard': by('knowledge:write'),
  'Mutation.adoptFaqPresets': by('knowledge:write'),
  'Mutation.reportSuggestion': ofTheShop,
  'Mutation.resolveSuggestionReport': by('knowledge:write'),
  'Mutation.clickFaq': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.rateSession': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.enterChat': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.sendBuyerMessage': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.transferToHuman': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.sendBotMessage': { roles: ['CONNECTOR'] },
  'Mutation.leaveChat': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.saveCrowd': by('policy:write'),
  'Mutation.recordCrowdMembership': { roles: ['CONNECTOR'] },
  'Mutation.setExclusiveAgent': by('policy:write'),
  'Mutation.blockBuyer': agentsAndManagers,
  'Mutation.unblockBuyer': agentsAndManagers,
  'Mutation.saveBuyerProfile': agentsAndManagers,
  'Mutation.mergeBuyers': agentsAndManagers,
  'Mutation.unmergeBuyers': agentsAndManagers,
  'Mutation.eraseBuyer': { roles: ['OWNER', 'ADMIN'] },
  'Mutation.exportBuyer': { roles: ['OWNER', 'ADMIN'] },
  'Mutation.recordOrder': { roles: ['CONNECTOR'] },
  'Mutation.saveOrderStatusMapping': by('policy:write'),
  'Mutation.sendAgentMessage': workbench,
  'Mutation.sendScript': workbench,
  'Mutation.endSession': workbench,
  'Mutation.markSession': workbench,
  'Mutation.saveNote': workbench,
  'Mutation.recallMessage': workbench,
  'Mutation.editMessage': workbench,
  'Mutation.markRead': workbench,
  'Mutation.markBuyerRead': { roles: ['CONNECTOR', 'BUYER'] },
  'Mutation.reportDelivery': { roles: ['CONNECTOR'] },
  'Mutation.recallBuyerMessage': { roles: ['CONNECTOR', 'BUYER'] },
  'Shop.@key': { roles: [...readers, 'OPERATOR'] },
  'Account.@key': { roles: [...accountRoles, 'OPERATOR'], permission: readAccounts },
  'Agent.@key': { roles: readers },
  'AgentGroup.@key': { roles: [...accountRoles, 'READER'] },
  'EnterChatPayload.@key': { roles: ['CONNECTOR', 'BUYER'] },
  'ReceptionDryRun.@key': { roles: [...accountRoles, 'READER'] },
  // A buyer comes by its own session only: nothing of another's is told to it, from which the gateway could ask.
  'Session.@key': { roles: [...readers, 'BUYER'] },
  'Session.routing': { roles: readers },
  'Buyer.@key': { roles: readers },
  'Buyer.name': conversation,
  'Buyer.orders': conversation,
  'Buyer.block': ofTheShop,
  'Buyer.erasedAt': ofTheShop,
  'Buyer.profile': ofTheShop,
  'Buyer.customer': ofTheShop,
  'Buyer.identities': ofTheShop,
  'Buyer.mergedInto': ofTheShop,
  'Buyer.crowds': ofTheShop,
  'Session.messages': conversation,
  'Session.rating': conversation,
  'Session.lastMessage': conversation,
  'Session.timeline': { roles: [...accountRoles, 'READER'] },
  'Session.hints': ofTheShop,
  'Session.offer': ofTheShop,
  'Session.difficult': ofTheShop,
  'Session.solvedAt': ofTheShop,
  'Session.tags': ofTheShop,
  'Session.note': ofTheShop,
  'Message.text': conversation,
  'Message.reference': conversation,
  'Message.revisions': ofTheShop,
  'Message.delivery': conversation,
  'Message.attachments': conversation,
  'SessionRouting.note': { roles: managers, im: ['OPERATIONS', 'AGENT'] },
  'Account.effectivePermissions': { roles: permissions['accounts:grant'].roles, own: accountRoles, permission: readAccounts },
  'Shop.positions': { roles: accountRoles },
  'Shop.permissions': { roles: accountRoles },
  'Account.preferences': { roles: [], own: accountRoles },
  'Account.identities': { roles: ['OWNER'], own: accountRoles },
  'AccountIdentity.@key': { roles: [], permission: readAccounts },
  'BrowserSession.@key': { roles: [], permission: readAccounts },
  'KeyHolder.@key': { roles: [], permission: readAccounts },
  'BuyerAccess.@key': { roles: [], permission: readAccounts },
  'Shop.buyerAccess': by('keys:write'),
  'Shop.apiKeys': by('keys:write'),
  'Shop.receptionDraft': by('schedule:write'),
  'Shop.receptionPreview': by('schedule:write'),
  'Shop.rosterRevision': { roles: accountRoles },
  'Shop.shifts': { roles: accountRoles },
  'Shop.coverage': { roles: accountRoles },
  'Shop.onShift': { roles: accountRoles },
  'Shop.unfilledShifts': { roles: accountRoles },
  'Agent.shiftNow': { roles: accountRoles },
  'Agent.shiftNext': { roles: accountRoles },
  'Shop.shiftTemplates': { roles: accountRoles },
  'Shop.requiredAgents': { roles: accountRoles },
  'Shop.leaves': by('roster:write'),
  'Shop.promotions': by('roster:write'),
  'Shop.promotionTasks': { roles: accountRoles, permission: 'roster:write' },
  'Shop.retentionFlow': by('care:write'),
  'Shop.customer': ofTheShop,
  'Shop.careTasks': { roles: accountRoles, permission: 'care:write' },
  'Shop.shiftsCsv': by('roster:write'),
  'Shop.lateLogins': by('roster:write'),
  'Shop.volumeProfile': by('metrics:read'),
  'Shop.receptionAdvice': { roles: managers, permission: 'schedule:write' },
  'Shop.faqEntries': { roles: accountRoles, permission: 'knowledge:write' },
  'Shop.scripts': { roles: accountRoles },
  'Shop.scriptsCsv': { roles: accountRoles },
  'Shop.scriptCategories': { roles: accountRoles },
  'Shop.scriptProposals': { roles: accountRoles },
  'Shop.faqCard': { roles: accountRoles, permission: 'knowledge:write' },
  'Shop.faqPresets': { roles: accountRoles, permission: 'knowledge:write' },
  'Shop.faqProposals': by('knowledge:write'),
  'Shop.suggestionReports': by('knowledge:write'),
  'Shop.accounts': { roles: [...accountRoles, 'OPERATOR'] },
  'Shop.routingSettings': { roles: [...accountRoles, 'READER'] },
  'Shop.groups': { roles: [...accountRoles, 'READER'] },
  'Shop.decisions': { roles: managers },
  'Shop.agents': { roles: [...accountRoles, 'READER'] },
  'Shop.saturation': { roles: [...accountRoles, 'READER'] },
  'Shop.sessions': { roles: [...accountRoles, 'READER'] },
  'Shop.deskCounts': { roles: accountRoles },
  'Shop.messageReminder': { roles: accountRoles },
  'Shop.buyerInterests': { roles: managers },
  'Shop.blockedBuyers': ofTheShop,
  'Shop.crowds': { roles: readers },
  'Shop.orderStatusMappings': { roles: readers },
  'Shop.queue': { roles: readers },
  'Shop.routingAlerts': { roles: [...managers, 'READER'] },
  'Shop.savedReports': by('metrics:read'),
  'Shop.reportFile': by('metrics:read'),
  'Shop.webhooks': by('keys:write'),
  'Shop.alerts': { roles: [...managers, 'READER'] },
  'Queue.entries': { roles: [...accountRoles, 'READER'] },
  'Shop.audit': by('audit:read'),
  'Audit.@key': by('audit:read'),
  'Shop.metrics': by('metrics:read'),
  'Shop.report': by('metrics:read'),
  'Shop.metricSessions': by('metrics:read'),
  'Shop.volumeForecast': by('metrics:read'),
  'Shop.metricSettings': by('metrics:read'),
  'Agent.metrics': by('metrics:read', { own: ['AGENT', 'OPERATIONS'] }),
  'Agent.metricSessions': by('metrics:read', { own: ['AGENT', 'OPERATIONS'] }),
} satisfies Record<string, Rule>;

export const access: Readonly<Record<string, Rule>> = rules;

export type Mutation = Extract<keyof typeof rules, `Mutation.${string}`>;

/** Refuses a caller who may not use the field; `ownAccount` names the account the call concerns, where that matters, `shown` what the caller knows the field as. */
export function authorize(field: string, caller: Caller, ownAccount?: string, shown = field.replace('.@key', '')): void {
  const refused = refusal(access[field] ?? { roles: [] }, caller, ownAccount);
  if (refused === 'IM') throw noWorkbench;
  if (refused === 'FORBIDDEN') throw forbidden(shown, access[field] ?? { roles: [] }, caller);
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
  expected: `an account with the IM permission, which ${granters(grantersOf('accounts:write'))} can give`,
  grantedBy: grantersOf('accounts:write'),
});

/** What would be right; where the caller's roles can be given the permission, also its name and whom to ask for it (PRM-1). Nothing else is promised. */
function forbidden(field: string, rule: Rule, caller: Caller): AppError {
  const { roles: always, own, im, permission } = rule;
  const missing = permission && isPermission(permission) && isGrantable(permission, caller.roles) ? permission : undefined;
  const may = [
    always.length === 1 && `the role ${always.join()}`,
    always.length > 1 && `one of the roles ${always.join(', ')}`,
    own && `${own.join(', ')} for the own account`,
    im && `${im.join(', ')} with the IM permission`,
    missing && `the permission ${missing}`,
  ].filter((each) => typeof each === 'string');
  const grantedBy = missing && grantersOf(missing);
  const whom = grantedBy ? `; ${granters(grantedBy)} can give it` : '';
  return new AppError('FORBIDDEN', `Your role may not use ${field}.`, {
    expected: `${may.join(', or ') || 'the gateway itself'}${whom}`,
    ...(missing && grantedBy && { permission: missing, grantedBy }),
  });
}

function granters(list: readonly Role[]): string {
  return list.length > 1 ? 'the main account or an administrator' : 'the main account';
}

/** The shop a call names, when the caller's token speaks for it. A foreign shop answers like an unknown one. */
export function ownShop(caller: Caller, shopId: string, field?: string): string {
  if (caller.shop === null || caller.shop !== shopId) throw shopNotFound(field);
  return shopId;
}
