import type { PromotionView } from '../app/promotion-view';
import type { PromotionPage } from '../app/read-promotions';
import type { BriefingProduct, OrderCheck } from '../domain/promotion';

export type PromotionParent = PromotionView;
export type PromotionPageParent = PromotionPage;
export type ProductParent = BriefingProduct;
export type OrderCheckParent = OrderCheck;
