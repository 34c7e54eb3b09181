import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import { commandResultRetention } from '#libs/service/retention';
import type { ServiceConfig } from '#libs/platform/process/service-config';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { createErasedFileRemover, removeErased } from './attachments/app/remove-erased';
import { createUploadSweeper } from './attachments/app/sweep-uploads';
import { createUploads } from './attachments/app/uploads';
import { attachmentResolvers } from './attachments/resolvers/attachment-resolvers';
import { botMutations } from './bot/resolvers/bot-mutations';
import { buyerResolvers } from './buyers/resolvers/buyer-resolvers';
import { createBuyersExtra } from './buyers/resolvers/open-session-loader';
import { createBuyerDirectory } from './conversation/app/buyer-directory';
import { createCommandQueue } from './conversation/app/command-queue';
import { createOutcomeNotifier } from './conversation/app/outcome-notifier';
import { consumedTopics, takeFacts } from './conversation/app/take-facts';
import { createTimerLoop } from './conversation/app/timer-loop';
import { createUndecidedWatch } from './conversation/app/watch-undecided';
import { createResolvers } from './conversation/resolvers/create-resolvers';
import { createExtra } from './conversation/resolvers/loaders';
import { createOrderQueue } from './orders/app/order-queue';
import { createOrderExtra } from './orders/resolvers/order-loader';
import { orderResolvers } from './orders/resolvers/order-resolvers';
import { createKnowShop } from './copies/app/known-shops';
import { tellSlowReplies } from './desk/app/tell-slow-replies';
import { createDeskExtra } from './desk/resolvers/terms-loader';
import { deskResolvers } from './desk/resolvers/desk-resolvers';
import { dryRunResolvers } from './knowledge/resolvers/dry-run-resolvers';
import { crowdResolvers } from './crowds/resolvers/crowd-resolvers';
import { createCardShows } from './knowledge/app/show-card';
import { adviceResolvers } from './advice/resolvers/advice-resolvers';
import { cardResolvers } from './knowledge/resolvers/card-resolvers';
import { faqResolvers } from './knowledge/resolvers/faq-resolvers';
import { createDeliveryExtra } from './outbound/resolvers/delivery-loader';
import { outboundResolvers } from './outbound/resolvers/outbound-resolvers';
import { createRevisionExtra } from './revisions/resolvers/revision-loader';
import { revisionResolvers } from './revisions/resolvers/revision-resolvers';
import { erasureResolvers } from './erasure/resolvers/erasure-resolvers';
import { createPersonExtra } from './profiles/resolvers/person-loader';
import { profileResolvers } from './profiles/resolvers/profile-resolvers';
import { createRatingExtra } from './ratings/resolvers/rating-loader';
import { ratingResolvers } from './ratings/resolvers/rating-resolvers';
import { readResolvers } from './reads/resolvers/read-resolvers';
import type { Extra } from './request-extra';
import { createScriptIndexes } from './scripts/app/script-indexes';
import { sendResolvers } from './scripts/resolvers/send-resolvers';
import { suggestionResolvers } from './script-search/resolvers/suggestion-resolvers';
import { scriptCsvResolvers } from './script-files/resolvers/csv-resolvers';
import { searchResolvers } from './script-search/resolvers/search-resolvers';
import { createScriptsExtra } from './scripts/resolvers/script-loaders';
import { scriptResolvers } from './scripts/resolvers/script-resolvers';

/** What it needs of its settings. */
interface Configured {
  readonly config: Pick<ServiceConfig, 'passportSecrets' | 'attachments'>;
}

/** Nothing can be uploaded, and no ticket of an upload is taken. */
const withoutFiles: Configured = { config: { passportSecrets: [], attachments: undefined } };

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export function features(deps: Deps, { config: { passportSecrets, attachments } }: Configured = withoutFiles): ServiceParts<Extra> {
  const outcomes = createOutcomeNotifier(deps);
  const queue = createCommandQueue(deps, outcomes);
  const indexes = createScriptIndexes(deps.readDb);
  const knowShop = createKnowShop(deps.readDb);
  const buyers = createBuyerDirectory(deps);
  const cards = createCardShows(deps);
  const uploads = createUploads(passportSecrets, Date.now);
  return joinFeatures<Extra>(
    {
      resolvers: createResolvers({ ...deps, queue, outcomes, buyers, uploads, cards }),
      extra: createExtra(deps.readDb),
      consumes: { topics: consumedTopics, take: takeFacts(deps, outcomes) },
      workers: [createTimerLoop(deps), createUndecidedWatch(deps)],
      retention: [commandResultRetention],
    },
    { resolvers: { Mutation: botMutations({ ...deps, queue, outcomes, buyers }) } },
    { resolvers: orderResolvers({ ...deps, knowShop, buyers, orders: createOrderQueue(deps) }), extra: createOrderExtra(deps.readDb) },
    { resolvers: crowdResolvers({ ...deps, knowShop, buyers }) },
    { resolvers: faqResolvers({ ...deps, knowShop }) },
    { resolvers: scriptResolvers({ ...deps, knowShop }), extra: createScriptsExtra(deps.readDb) },
    { resolvers: cardResolvers({ ...deps, knowShop, queue, outcomes, buyers }) },
    {
      resolvers: erasureResolvers({
        ...deps,
        buyers,
        uploads,
        removeFiles: (shopId) => (attachments ? removeErased(deps, attachments, shopId) : Promise.resolve(0)),
      }),
    },
    { resolvers: profileResolvers({ ...deps, buyers }), extra: createPersonExtra(deps.readDb) },
    { resolvers: ratingResolvers({ ...deps, buyers }), extra: createRatingExtra(deps.readDb) },
    { resolvers: adviceResolvers({ ...deps, knowShop }) },
    { resolvers: sendResolvers({ ...deps, queue }) },
    { resolvers: scriptCsvResolvers({ ...deps, knowShop }) },
    { resolvers: searchResolvers({ ...deps, indexes }) },
    { resolvers: suggestionResolvers({ ...deps, indexes }) },
    { resolvers: dryRunResolvers(deps) },
    { resolvers: buyerResolvers({ ...deps, buyers }), extra: createBuyersExtra(deps.readDb) },
    { resolvers: revisionResolvers({ queue, buyers }), extra: createRevisionExtra(deps.readDb) },
    { resolvers: deskResolvers({ ...deps, queue }), extra: createDeskExtra(deps.readDb), workers: [tellSlowReplies(deps)] },
    { resolvers: outboundResolvers(deps), extra: createDeliveryExtra(deps.readDb) },
    {
      resolvers: attachmentResolvers(uploads),
      workers: attachments ? [createUploadSweeper(deps, attachments), createErasedFileRemover(deps, attachments)] : [],
    },
    { resolvers: readResolvers({ ...deps, queue, buyers }) },
    { resolvers: auditResolvers('session', deps) },
  );
}
