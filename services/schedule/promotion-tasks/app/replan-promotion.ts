import { accountsOfShop, isAgent } from '../../copies/store/account-copies';
import type { Deps } from '../../deps';
import type { InShop } from '../../hours/app/in-known-shop';
import { openTask } from '../domain/open-task';
import { planTasks } from '../domain/plan-tasks';
import type { Promotion } from '../../promotions/domain/promotion';
import { replan } from '../domain/replan';
import { insertTasks, removeTasks, saveTasks, tasksOfPromotion } from '../store/tasks';

/** Brings a promotion's tasks up to its plan and to the agents that the shop has. The shop is locked, so one plan follows the other. */
export async function replanPromotion({ newId }: Pick<Deps, 'newId'>, place: InShop, promotion: Promotion): Promise<void> {
  const { tx, shopId, shop } = place;
  const [accounts, stored] = await Promise.all([accountsOfShop(tx, shopId), tasksOfPromotion(tx, shopId, promotion.id)]);
  const agents = accounts.filter(isAgent).map(({ accountId }) => accountId);
  const { added, changed, removed } = replan(stored, planTasks(promotion, { agents, zone: shop.timeZone }));
  removeTasks(tx, removed);
  saveTasks(tx, changed);
  insertTasks(
    tx,
    shopId,
    added.map((task) => openTask(task, { id: newId(), promotionId: promotion.id })),
  );
}
