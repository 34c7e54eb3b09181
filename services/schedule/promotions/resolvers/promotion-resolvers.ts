import { command } from '#libs/platform/graphql/command';
import type { Deps, ReadDeps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { pageOf } from '../../hours/resolvers/page-input';
import { readPromotions } from '../app/read-promotions';
import { cancelPromotion, savePromotion } from '../app/save-promotion';
import { readPromotionCursor } from './promotion-cursor';
import { promotionFields, warningsOf } from './promotion-fields';
import { cancelPromotionInput, savePromotionInput } from './promotion-inputs';

/** Promotions and their plans. */
export const promotionResolvers = (deps: Deps & ReadDeps): Resolvers => ({
  Mutation: {
    savePromotion: command('savePromotion', savePromotionInput, async (asked) => {
      const { promotion } = await savePromotion(deps, asked);
      return { shop: { id: asked.shopId }, promotion, warnings: warningsOf(promotion) };
    }),
    cancelPromotion: command('cancelPromotion', cancelPromotionInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await cancelPromotion(deps, asked)),
    })),
  },
  Shop: {
    promotions: ({ id }, { first, after }) => readPromotions(deps, id, { first: pageOf(first), after: readPromotionCursor(after) }),
  },
  ...promotionFields,
});
