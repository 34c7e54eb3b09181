/** Who calls with a token: accounts by their role, `…Off` without the IM permission; keys by their one scope. */
const tokenKinds = [
  'operator',
  'connector',
  'buyer',
  'keyConnector',
  'keyRead',
  'keyHours',
  'owner',
  'admin',
  'csAdmin',
  'operations',
  'agent',
  'csAdminOff',
  'operationsOff',
  'agentOff',
] as const;

/** The browser is an agent's: its session may what the account may with a token. */
export const callerKinds = [...tokenKinds, 'browser'] as const;

export type CallerKind = (typeof callerKinds)[number];

/** `+` may, `-` may not, `i` not without the IM permission, `o` only what is the own account's. */
export type Cell = '+' | '-' | 'i' | 'o';

/**
 * Who may what, written down once more from the rules and apart from the access table, which is held against it. Each root field, each entity, and each field
 * that the access table names has a line; the columns are the kinds of callers in their order.
 */
const table = `
                                  op con buy  kC kR kH  own adm csA opr agt  csA- opr- agt-
Query.viewer                      +  +   +    +  +  +   +   +   +   +   +    +    +    +
Query.shop                        -  +   -    +  +  -   +   +   +   +   +    +    +    +
Query.session                     -  +   +    +  +  -   +   +   +   +   +    +    +    +
Query.previewReception            -  -   -    -  +  -   +   +   +   +   +    +    +    +
Query.simulateRouting             -  -   -    -  -  -   +   +   +   +   +    +    +    +
Query.receptionNotice             -  +   +    +  +  -   +   +   +   +   +    +    +    +
Query.staffingPlan                -  -   -    -  +  -   +   +   +   -   -    +    -    -
Query.scorecard                   -  -   -    -  +  -   +   +   +   -   -    +    -    -
Query.erlang                      -  -   -    -  -  -   +   +   +   +   +    +    +    +
Query.headcount                   -  -   -    -  -  -   +   +   +   +   +    +    +    +
Query.buyer                       -  +   -    +  +  -   +   +   +   +   +    +    +    +
Query.previewFaqCard              -  -   -    -  -  -   +   +   -   -   -    -    -    -
Query.outboundMessages            -  +   -    +  -  -   -   -   -   -   -    -    -    -
Query.searchScripts               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Query.suggestReplies              -  -   -    -  -  -   +   +   +   -   +    i    -    i
Query.inbox                       -  -   -    -  -  -   +   +   +   +   +    +    +    +
Query.slowReplies                 -  -   -    -  -  -   +   +   +   +   +    +    +    +
Subscription.boardChanged         -  +   -    +  +  -   +   +   +   +   +    +    +    +
Subscription.sessionChanged       -  +   +    +  +  -   +   +   +   +   +    +    +    +
Subscription.inboxChanged         -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.createShop               +  -   -    -  -  -   -   -   -   -   -    -    -    -
Mutation.setTier                  +  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.setTrial                 +  -   -    -  -  -   -   -   -   -   -    -    -    -
Mutation.updateShopPolicy         -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveMetricSettings       -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveExemptRange          -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveReport               -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.removeReport             -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.runReport                -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveWebhook              -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.rotateWebhook            -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.removeWebhook            -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.replayDelivery           -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.removeExemptRange        -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.applyPreset              -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.setHolidayMode           -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.saveReceptionSchedule    -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.rollbackReceptionSchedule - -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.withdrawReceptionVersion -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.saveReceptionDraft       -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.discardReceptionDraft    -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.publishReceptionDraft    -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.overrideReception        -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.liftOverride             -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.announceReceptionHours   -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.updateAnnouncement       -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.cancelAnnouncement       -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.reportAnnouncement       -  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.saveHolidayTable         -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.savePromotion            -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.cancelPromotion          -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.assignPromotionTask      -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.tickPromotionTask        -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.saveRetentionFlow        -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.recordConsent            -  +   -    +  -  -   +   +   +   +   +    +    i    i
Mutation.reportOutreach           -  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.assignCareTask           -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.tickCareTask             -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.reportOutOfStock         -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.saveVolumeProfile        -  -   -    -  -  +   +   +   -   -   -    -    -    -
Mutation.saveShifts               -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.importShifts             -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.copyShifts               -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.swapShifts               -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveShiftTemplate        -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.removeShiftTemplate      -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.applyShiftTemplate       -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveLeave                -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.removeLeave              -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.planRestDays             -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveRequiredAgents       -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.createAccount            -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.updateAccount            -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.removeAccount            -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.setNoRouting             -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.updateOwnProfile         -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.updatePreferences        -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.endBrowserSession        -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.createPosition           -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.updatePosition           -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.removePosition           -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.grantPermission          -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.revokePermission         -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.pullFromQueue            -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.assignSession            -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.transferSession          -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.releaseSession           -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.acceptOffer              -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.declineOffer             -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.saveRoutingSettings      -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveAgentGroup           -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.removeAgentGroup         -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.savePriorityCrowds       -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.setPresence              -  -   -    -  -  -   +   +   +   -   o    +    -    o
Mutation.heartbeat                -  -   -    -  -  -   -   -   -   -   +    -    -    i
Mutation.setCapacity              -  -   -    -  -  -   +   +   +   -   o    +    -    o
Mutation.bindAccount              -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.unbindAccount            -  -   -    -  -  -   +   -   -   -   -    -    -    -
Mutation.createApiKey             -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.rotateApiKey             -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.revokeApiKey             -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.createBuyerTokenKey      -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.revokeBuyerTokenKey      -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.setAnonymousBuyers       -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.saveFaqEntry             -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.removeFaqEntry           -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.saveScript               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.removeScript             -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.restoreScript            -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.importScripts            -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.sortScripts              -  -   -    -  -  -   +   +   +   +   +    +    +    +
Mutation.saveScriptCategory       -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.removeScriptCategory     -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.saveFaqCard              -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.adoptFaqPresets          -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.reportSuggestion         -  -   -    -  -  -   +   +   +   +   +    +    i    i
Mutation.resolveSuggestionReport  -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.clickFaq                 -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.rateSession              -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.enterChat                -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.sendBuyerMessage         -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.transferToHuman          -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.sendBotMessage           -  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.reportDelivery           -  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.leaveChat                -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.saveCrowd                -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.recordCrowdMembership    -  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.setExclusiveAgent        -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.blockBuyer               -  -   -    -  -  -   +   +   +   -   +    +    -    i
Mutation.unblockBuyer             -  -   -    -  -  -   +   +   +   -   +    +    -    i
Mutation.saveBuyerProfile         -  -   -    -  -  -   +   +   +   -   +    +    -    i
Mutation.mergeBuyers              -  -   -    -  -  -   +   +   +   -   +    +    -    i
Mutation.unmergeBuyers            -  -   -    -  -  -   +   +   +   -   +    +    -    i
Mutation.eraseBuyer               -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.exportBuyer              -  -   -    -  -  -   +   +   -   -   -    -    -    -
Mutation.recordOrder              -  +   -    +  -  -   -   -   -   -   -    -    -    -
Mutation.saveOrderStatusMapping   -  -   -    -  -  -   +   +   +   -   -    +    -    -
Mutation.sendAgentMessage         -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.sendScript               -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.recallMessage            -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.markRead                 -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.markBuyerRead            -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.editMessage              -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.recallBuyerMessage       -  +   +    +  -  -   -   -   -   -   -    -    -    -
Mutation.endSession               -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.markSession              -  -   -    -  -  -   +   +   +   -   +    i    -    i
Mutation.saveNote                 -  -   -    -  -  -   +   +   +   -   +    i    -    i
Shop.@key                         +  +   -    +  +  -   +   +   +   +   +    +    +    +
Shop.faqEntries                   -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.scripts                      -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.scriptsCsv                   -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.scriptCategories             -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.scriptProposals              -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.faqCard                      -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.faqPresets                   -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.faqProposals                 -  -   -    -  -  -   +   +   -   -   -    -    -    -
Shop.suggestionReports            -  -   -    -  -  -   +   +   -   -   -    -    -    -
Shop.accounts                     +  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.agents                       -  -   -    -  +  -   +   +   +   +   +    +    +    +
Shop.saturation                   -  -   -    -  +  -   +   +   +   +   +    +    +    +
Shop.routingSettings              -  -   -    -  +  -   +   +   +   +   +    +    +    +
Shop.groups                       -  -   -    -  +  -   +   +   +   +   +    +    +    +
Shop.decisions                    -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.sessions                     -  -   -    -  +  -   +   +   +   +   +    +    +    +
Shop.buyerInterests               -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.blockedBuyers                -  -   -    -  -  -   +   +   +   +   +    +    i    i
Shop.crowds                       -  +   -    +  +  -   +   +   +   +   +    +    +    +
Shop.orderStatusMappings          -  +   -    +  +  -   +   +   +   +   +    +    +    +
Shop.queue                        -  +   -    +  +  -   +   +   +   +   +    +    +    +
Shop.routingAlerts                -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.savedReports                 -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.reportFile                   -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.webhooks                     -  -   -    -  -  -   +   +   -   -   -    -    -    -
Shop.alerts                       -  -   -    -  +  -   +   +   +   -   -    +    -    -
Queue.entries                     -  -   -    -  +  -   +   +   +   +   +    +    +    +
Shop.metrics                      -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.report                       -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.metricSessions               -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.volumeForecast               -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.metricSettings               -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.positions                    -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.deskCounts                   -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.messageReminder              -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.permissions                  -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.apiKeys                      -  -   -    -  -  -   +   +   -   -   -    -    -    -
Shop.buyerAccess                  -  -   -    -  -  -   +   +   -   -   -    -    -    -
Shop.receptionDraft               -  -   -    -  -  +   +   +   -   -   -    -    -    -
Shop.receptionPreview             -  -   -    -  -  +   +   +   -   -   -    -    -    -
Shop.rosterRevision               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.shifts                       -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.coverage                     -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.onShift                      -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.unfilledShifts               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.shiftTemplates               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.requiredAgents               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.leaves                       -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.promotions                   -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.promotionTasks               -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.retentionFlow                -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.customer                     -  -   -    -  -  -   +   +   +   +   +    +    i    i
Shop.careTasks                    -  -   -    -  -  -   +   +   +   +   +    +    +    +
Shop.shiftsCsv                    -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.lateLogins                   -  -   -    -  -  -   +   +   +   -   -    +    -    -
Shop.volumeProfile                -  -   -    -  +  -   +   +   +   -   -    +    -    -
Shop.receptionAdvice              -  -   -    -  -  +   +   +   +   -   -    +    -    -
Shop.audit                        -  -   -    -  -  -   +   +   -   -   -    -    -    -
Audit.@key                        -  -   -    -  -  -   +   +   -   -   -    -    -    -
Account.@key                      +  -   -    -  -  -   +   +   +   +   +    +    +    +
Account.effectivePermissions      -  -   -    -  -  -   +   +   o   o   o    o    o    o
Account.identities                -  -   -    -  -  -   +   o   o   o   o    o    o    o
Account.preferences               -  -   -    -  -  -   o   o   o   o   o    o    o    o
Agent.@key                        -  +   -    +  +  -   +   +   +   +   +    +    +    +
AgentGroup.@key                   -  -   -    -  +  -   +   +   +   +   +    +    +    +
Agent.shiftNow                    -  -   -    -  -  -   +   +   +   +   +    +    +    +
Agent.shiftNext                   -  -   -    -  -  -   +   +   +   +   +    +    +    +
Agent.metrics                     -  -   -    -  +  -   +   +   +   o   o    +    o    o
Agent.metricSessions              -  -   -    -  +  -   +   +   +   o   o    +    o    o
EnterChatPayload.@key             -  +   +    +  -  -   -   -   -   -   -    -    -    -
ReceptionDryRun.@key              -  -   -    -  +  -   +   +   +   +   +    +    +    +
Session.@key                      -  +   +    +  +  -   +   +   +   +   +    +    +    +
Session.routing                   -  +   -    +  +  -   +   +   +   +   +    +    +    +
Session.messages                  -  +   +    +  -  -   +   +   +   +   +    +    i    i
Session.lastMessage               -  +   +    +  -  -   +   +   +   +   +    +    i    i
Session.difficult                 -  -   -    -  -  -   +   +   +   +   +    +    i    i
Session.timeline                  -  -   -    -  +  -   +   +   +   +   +    +    +    +
Session.hints                     -  -   -    -  -  -   +   +   +   +   +    +    i    i
Session.offer                     -  -   -    -  -  -   +   +   +   +   +    +    i    i
Session.solvedAt                  -  -   -    -  -  -   +   +   +   +   +    +    i    i
Session.tags                      -  -   -    -  -  -   +   +   +   +   +    +    i    i
Session.note                      -  -   -    -  -  -   +   +   +   +   +    +    i    i
Session.rating                    -  +   +    +  -  -   +   +   +   +   +    +    i    i
Message.text                      -  +   +    +  -  -   +   +   +   +   +    +    i    i
Message.reference                 -  +   +    +  -  -   +   +   +   +   +    +    i    i
Message.delivery                  -  +   +    +  -  -   +   +   +   +   +    +    i    i
Message.attachments               -  +   +    +  -  -   +   +   +   +   +    +    i    i
Message.revisions                 -  -   -    -  -  -   +   +   +   +   +    +    i    i
SessionRouting.note               -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.@key                        -  +   -    +  +  -   +   +   +   +   +    +    +    +
Buyer.crowds                      -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.profile                     -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.customer                    -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.identities                  -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.mergedInto                  -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.erasedAt                    -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.block                       -  -   -    -  -  -   +   +   +   +   +    +    i    i
Buyer.orders                      -  +   +    +  -  -   +   +   +   +   +    +    i    i
Buyer.name                        -  +   +    +  -  -   +   +   +   +   +    +    i    i
AccountIdentity.@key              -  -   -    -  -  -   -   -   -   -   -    -    -    -
BrowserSession.@key               -  -   -    -  -  -   -   -   -   -   -    -    -    -
KeyHolder.@key                    -  -   -    -  -  -   -   -   -   -   -    -    -    -
BuyerAccess.@key                  -  -   -    -  -  -   -   -   -   -   -    -    -    -
`;

/** By field; entities are named `Type.@key`. */
export const whoMay: ReadonlyMap<string, Readonly<Record<CallerKind, Cell>>> = new Map(
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .map(([field = '', ...cells]) => [field, rowOf(field, cells)]),
);

/** What a line says of a kind of caller. */
export function cellOf(field: string, kind: CallerKind): Cell {
  const row = whoMay.get(field);
  if (!row) throw new Error(`who-may.ts has no line for ${field}`);
  return row[kind];
}

function rowOf(field: string, cells: readonly string[]): Readonly<Record<CallerKind, Cell>> {
  if (cells.length !== tokenKinds.length || !cells.every((cell) => /^[-+io]$/.test(cell)))
    throw new Error(`The line of ${field} needs ${tokenKinds.length} cells of + - i o`);
  const row = Object.fromEntries(tokenKinds.map((kind, at) => [kind, cells[at]])) as Record<(typeof tokenKinds)[number], Cell>;
  return { ...row, browser: row.agent };
}

/** What the gateway reads to find out what accounts, keys and buyers may; of it nobody else reads the last four. */
export const readByTheGateway: readonly string[] = [
  'Account.@key',
  'AccountIdentity.@key',
  'BrowserSession.@key',
  'KeyHolder.@key',
  'BuyerAccess.@key',
];

/** Fields that whoever may read their parent may read. */
export const openFields: Readonly<Record<string, string>> = {
  Shop: 'id name timeZone preset policy policyVersion owner holidayMode tier tiers trials reception receptionVersions receptionCalendar receptionDiff holidayTable announcements metricDefinitions',
  Account: 'id name nickname roles imEnabled noRouting active department avatar removedAt position',
  Agent:
    'id presence presenceSince load held maxCapacity saturation autoSuspended assignedToday lastHeartbeatAt heartbeatDevice isStale offers account channelLoads',
  Session:
    'agentReadTo buyerReadTo id state channel buyer agent openedAt assignedAt endedAt holdUntil closedAt closeReason waitingSince reentryOf orderStatus messageCount queuePosition estimatedWaitSeconds rateableUntil',
  Message: 'id ordinal sender type agent recordedAt channelKind editedAt recalledAt source sourceId',
  Buyer: 'id channel externalId exclusiveAgent lastHumanContact sessions',
};
