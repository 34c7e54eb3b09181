import type { Deps, ReadDeps } from '../../deps';
import { listPromotions, type PromotionCursor } from '../store/promotions';
import { inReadShop } from './in-read-shop';
import { promotionViews, type PromotionView } from './promotion-view';

export interface PromotionPage {
  readonly entries: readonly PromotionView[];
  readonly hasNextPage: boolean;
}

/** Promotions, the latest first date first; cancelled ones too. */
export const readPromotions = (
  deps: Pick<Deps, 'clock'> & ReadDeps,
  shopId: string,
  { first, after }: { readonly first: number; readonly after: PromotionCursor | null },
): Promise<PromotionPage> =>
  inReadShop(deps, shopId, async ({ tx, now }) => {
    const found = await listPromotions(tx, { shopId, after, most: first + 1 });
    return { entries: await promotionViews(tx, shopId, found.slice(0, first), now), hasNextPage: found.length > first };
  });
