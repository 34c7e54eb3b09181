import { ownShop } from '#libs/platform/access/access';
import type { Deps } from '#libs/service/run-service';
import type { Resolvers } from '../../generated/resolver-types';
import { previewAnswer } from '../app/preview-answer';

/** What this service adds to a dry run of the schedule service. */
export const dryRunResolvers = (deps: Pick<Deps, 'readDb'>): Resolvers => ({
  ReceptionDryRun: {
    __resolveReference: (asked, { caller }) => ({ ...asked, shopId: ownShop(caller, asked.shopId, 'id') }),
    faqAnswer: (asked) => previewAnswer(deps, asked),
  },
});
