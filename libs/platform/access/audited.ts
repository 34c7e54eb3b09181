import type { Mutation } from './access';

/**
 * Which mutations leave a line in the shop's audit chain, whoever does them. ALWAYS: what sets up the shop, its accounts, rights and keys. OF_OTHERS: what
 * an account does every day for itself, when somebody does it to another's. NEVER: what buyers and their agents do all day, which sessions keep anyway, and what
 * nobody else sees.
 * A mutation that is missing here does not compile. Behind every line but NEVER stands a call of `audit` (libs/platform/audit/audit.ts) in the
 * transaction of the act; test/integration/audit-lines.test.ts does each of them once and counts.
 */
const audited: Readonly<Record<Mutation, 'ALWAYS' | 'OF_OTHERS' | 'NEVER'>> = {
  'Mutation.createShop': 'ALWAYS',
  'Mutation.updateShopPolicy': 'ALWAYS',
  'Mutation.saveMetricSettings': 'ALWAYS',
  'Mutation.saveExemptRange': 'ALWAYS',
  'Mutation.removeExemptRange': 'ALWAYS',
  'Mutation.saveReport': 'ALWAYS',
  'Mutation.removeReport': 'ALWAYS',
  'Mutation.runReport': 'ALWAYS',
  'Mutation.saveWebhook': 'ALWAYS',
  'Mutation.rotateWebhook': 'ALWAYS',
  'Mutation.removeWebhook': 'ALWAYS',
  'Mutation.replayDelivery': 'ALWAYS',
  'Mutation.applyPreset': 'ALWAYS',
  'Mutation.setHolidayMode': 'ALWAYS',
  'Mutation.setTier': 'ALWAYS',
  'Mutation.setTrial': 'ALWAYS',
  'Mutation.createAccount': 'ALWAYS',
  'Mutation.updateAccount': 'ALWAYS',
  'Mutation.setNoRouting': 'ALWAYS',
  'Mutation.removeAccount': 'ALWAYS',
  'Mutation.updateOwnProfile': 'ALWAYS',
  'Mutation.updatePreferences': 'NEVER',
  'Mutation.endBrowserSession': 'NEVER',
  'Mutation.createPosition': 'ALWAYS',
  'Mutation.updatePosition': 'ALWAYS',
  'Mutation.removePosition': 'ALWAYS',
  'Mutation.grantPermission': 'ALWAYS',
  'Mutation.revokePermission': 'ALWAYS',
  'Mutation.saveReceptionSchedule': 'ALWAYS',
  'Mutation.rollbackReceptionSchedule': 'ALWAYS',
  'Mutation.withdrawReceptionVersion': 'ALWAYS',
  'Mutation.saveReceptionDraft': 'ALWAYS',
  'Mutation.discardReceptionDraft': 'ALWAYS',
  'Mutation.publishReceptionDraft': 'ALWAYS',
  'Mutation.overrideReception': 'ALWAYS',
  'Mutation.liftOverride': 'ALWAYS',
  'Mutation.announceReceptionHours': 'ALWAYS',
  'Mutation.updateAnnouncement': 'ALWAYS',
  'Mutation.cancelAnnouncement': 'ALWAYS',
  'Mutation.reportAnnouncement': 'NEVER',
  'Mutation.saveHolidayTable': 'ALWAYS',
  'Mutation.saveVolumeProfile': 'NEVER',
  'Mutation.saveShifts': 'ALWAYS',
  'Mutation.importShifts': 'ALWAYS',
  'Mutation.copyShifts': 'ALWAYS',
  'Mutation.swapShifts': 'ALWAYS',
  'Mutation.saveShiftTemplate': 'ALWAYS',
  'Mutation.removeShiftTemplate': 'ALWAYS',
  'Mutation.applyShiftTemplate': 'ALWAYS',
  'Mutation.saveLeave': 'ALWAYS',
  'Mutation.removeLeave': 'ALWAYS',
  'Mutation.planRestDays': 'ALWAYS',
  'Mutation.saveRequiredAgents': 'ALWAYS',
  'Mutation.savePromotion': 'ALWAYS',
  'Mutation.cancelPromotion': 'ALWAYS',
  'Mutation.assignPromotionTask': 'ALWAYS',
  'Mutation.tickPromotionTask': 'OF_OTHERS',
  'Mutation.saveRetentionFlow': 'ALWAYS',
  'Mutation.recordConsent': 'NEVER',
  'Mutation.reportOutreach': 'NEVER',
  'Mutation.assignCareTask': 'ALWAYS',
  'Mutation.tickCareTask': 'OF_OTHERS',
  'Mutation.reportOutOfStock': 'NEVER',
  'Mutation.pullFromQueue': 'NEVER',
  'Mutation.assignSession': 'OF_OTHERS',
  'Mutation.transferSession': 'OF_OTHERS',
  'Mutation.releaseSession': 'OF_OTHERS',
  'Mutation.acceptOffer': 'NEVER',
  'Mutation.declineOffer': 'NEVER',
  'Mutation.saveRoutingSettings': 'ALWAYS',
  'Mutation.saveAgentGroup': 'ALWAYS',
  'Mutation.removeAgentGroup': 'ALWAYS',
  'Mutation.savePriorityCrowds': 'ALWAYS',
  // Leaving a shift without anybody online leaves a line whoever does it (STF-14).
  'Mutation.setPresence': 'OF_OTHERS',
  'Mutation.heartbeat': 'NEVER',
  'Mutation.setCapacity': 'OF_OTHERS',
  'Mutation.createApiKey': 'ALWAYS',
  'Mutation.rotateApiKey': 'ALWAYS',
  'Mutation.revokeApiKey': 'ALWAYS',
  'Mutation.bindAccount': 'ALWAYS',
  'Mutation.unbindAccount': 'ALWAYS',
  'Mutation.createBuyerTokenKey': 'ALWAYS',
  'Mutation.revokeBuyerTokenKey': 'ALWAYS',
  'Mutation.setAnonymousBuyers': 'ALWAYS',
  'Mutation.saveFaqEntry': 'ALWAYS',
  'Mutation.removeFaqEntry': 'ALWAYS',
  // Personal scripts are their owner's business; the team's always leave a line.
  'Mutation.saveScript': 'OF_OTHERS',
  'Mutation.removeScript': 'OF_OTHERS',
  'Mutation.restoreScript': 'OF_OTHERS',
  'Mutation.importScripts': 'OF_OTHERS',
  'Mutation.sortScripts': 'OF_OTHERS',
  'Mutation.saveScriptCategory': 'ALWAYS',
  'Mutation.removeScriptCategory': 'ALWAYS',
  'Mutation.saveFaqCard': 'ALWAYS',
  'Mutation.adoptFaqPresets': 'ALWAYS',
  'Mutation.reportSuggestion': 'NEVER',
  'Mutation.resolveSuggestionReport': 'ALWAYS',
  'Mutation.clickFaq': 'NEVER',
  'Mutation.rateSession': 'NEVER',
  'Mutation.enterChat': 'NEVER',
  'Mutation.sendBuyerMessage': 'NEVER',
  'Mutation.transferToHuman': 'NEVER',
  'Mutation.sendBotMessage': 'NEVER',
  'Mutation.leaveChat': 'NEVER',
  'Mutation.saveCrowd': 'ALWAYS',
  'Mutation.recordCrowdMembership': 'NEVER',
  'Mutation.setExclusiveAgent': 'ALWAYS',
  'Mutation.blockBuyer': 'ALWAYS',
  'Mutation.unblockBuyer': 'ALWAYS',
  'Mutation.saveBuyerProfile': 'ALWAYS',
  'Mutation.mergeBuyers': 'ALWAYS',
  'Mutation.unmergeBuyers': 'ALWAYS',
  'Mutation.eraseBuyer': 'ALWAYS',
  'Mutation.exportBuyer': 'ALWAYS',
  'Mutation.recordOrder': 'NEVER',
  'Mutation.saveOrderStatusMapping': 'ALWAYS',
  'Mutation.sendAgentMessage': 'NEVER',
  'Mutation.sendScript': 'NEVER',
  'Mutation.endSession': 'OF_OTHERS',
  'Mutation.markSession': 'OF_OTHERS',
  'Mutation.saveNote': 'OF_OTHERS',
  'Mutation.recallMessage': 'NEVER',
  'Mutation.editMessage': 'NEVER',
  'Mutation.markRead': 'NEVER',
  'Mutation.markBuyerRead': 'NEVER',
  'Mutation.reportDelivery': 'NEVER',
  'Mutation.recallBuyerMessage': 'NEVER',
};

/** What operators do to a shop by scripts (`npm run parked`, `npm run republish`), which always leaves a line. */
export const operatorActs = ['replayParked', 'republish'] as const;

export type OperatorAct = (typeof operatorActs)[number];

/** What callers take out of a shop beside the graph, which always leaves a line. */
export const servedActs = ['exportReport', 'exportMetricSessions'] as const;

export type ServedAct = (typeof servedActs)[number];

/** Whether a mutation, an operator's act or a served one leaves an audit line when it concerns somebody else's account, or the caller's own. */
export function leavesLine(operation: string, whose: 'OWN' | 'OTHERS'): boolean {
  if ([...operatorActs, ...servedActs].some((act) => act === operation)) return true;
  const rule = (audited as Readonly<Record<string, string | undefined>>)[`Mutation.${operation}`];
  return rule === 'ALWAYS' || (rule === 'OF_OTHERS' && whose === 'OTHERS');
}

/** The mutations that can leave a line. */
export const auditedOperations: readonly string[] = Object.keys(audited)
  .map((field) => field.replace('Mutation.', ''))
  .filter((operation) => leavesLine(operation, 'OTHERS'));
