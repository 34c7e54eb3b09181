import { AppError } from '#libs/platform/errors';
import type { InShop } from '../../hours/app/in-known-shop';
import type { Promotion } from '../domain/promotion';
import { loadPromotions } from '../store/promotions';

/** A promotion of the shop by its id. */
export async function promotionOrThrow({ tx, shopId }: InShop, id: string): Promise<Promotion> {
  const [promotion] = await loadPromotions(tx, shopId, [id]);
  if (promotion) return promotion;
  throw new AppError('PROMOTION_NOT_FOUND', 'No such promotion in this shop.', {
    field: 'promotionId',
    expected: 'the id of a promotion of this shop',
  });
}
