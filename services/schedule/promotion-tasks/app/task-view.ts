import { businessDateAt } from '#libs/calendar/index';
import type { InShop } from '../../hours/app/in-known-shop';
import type { BriefingProduct } from '../../promotions/domain/promotion';
import { taskState, type Task, type TaskState } from '../domain/task';
import { loadPromotions } from '../../promotions/store/promotions';

/** A task as it is shown: how it stands now, and of its promotion what whoever does it needs. */
export interface TaskView extends Task {
  readonly state: TaskState;
  readonly promotionName: string;
  readonly briefing: readonly BriefingProduct[] | null;
}

export async function taskViews({ tx, shopId, shop, now }: InShop, tasks: readonly Task[]): Promise<TaskView[]> {
  const promotions = await loadPromotions(tx, shopId, [...new Set(tasks.map(({ promotionId }) => promotionId))]);
  const byId = new Map(promotions.map((promotion) => [promotion.id, promotion]));
  const today = businessDateAt(now, shop.timeZone);
  return tasks.map((task) => {
    const promotion = byId.get(task.promotionId);
    return {
      ...task,
      state: taskState(task, now, today),
      promotionName: promotion?.name ?? '',
      briefing: task.kind === 'READ_BRIEFING' ? (promotion?.briefing ?? []) : null,
    };
  });
}

/** A repeated command's task comes back with its instants as texts. */
export const revivedTask = (task: TaskView): TaskView => ({
  ...task,
  overdueAt: new Date(task.overdueAt),
  tickedAt: task.tickedAt && new Date(task.tickedAt),
});
