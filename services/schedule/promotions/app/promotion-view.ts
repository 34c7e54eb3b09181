import type { Tx } from '#libs/platform/database/database';
import type { Promotion } from '../domain/promotion';
import { readersOf, standingOf, type Standing } from '../../promotion-tasks/store/list-tasks';

/** A promotion as it is shown: with how far its tasks are, and who has read the briefing as it is now. */
export interface PromotionView extends Promotion {
  readonly standing: Standing;
  readonly readBy: readonly string[];
  readonly unreadBy: readonly string[];
}

export async function promotionViews(tx: Tx, shopId: string, promotions: readonly Promotion[], now: Date): Promise<PromotionView[]> {
  const ids = promotions.map(({ id }) => id);
  const [standings, readers] = await Promise.all([standingOf(tx, shopId, ids, now), readersOf(tx, shopId, ids)]);
  return promotions.map((promotion) => {
    const own = readers.filter(({ promotionId, briefing }) => promotionId === promotion.id && briefing === promotion.briefingRevision);
    const whoHave = (hasRead: boolean): string[] => own.filter((reader) => reader.hasRead === hasRead).map(({ agentId }) => agentId);
    const standing = standings.find(({ promotionId }) => promotionId === promotion.id) ?? { all: 0, done: 0, overdue: 0 };
    return { ...promotion, standing, readBy: whoHave(true), unreadBy: whoHave(false) };
  });
}

/** A repeated command's promotion comes back with its instants as texts. */
export const revivedPromotion = ({ promotion }: { readonly promotion: PromotionView }): { readonly promotion: PromotionView } => ({
  promotion: {
    ...promotion,
    savedAt: new Date(promotion.savedAt),
    cancelledAt: promotion.cancelledAt && new Date(promotion.cancelledAt),
  },
});
