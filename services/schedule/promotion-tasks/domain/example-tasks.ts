import type { Promotion } from '../../promotions/domain/promotion';
import { openTask } from './open-task';
import { planTasks } from './plan-tasks';
import type { PlannedTask, Task } from './task';

export const people = { agents: ['A', 'B'], zone: 'Asia/Shanghai' };

export const plannedOf = (promotion: Promotion, kind: PlannedTask['kind'], of = people): PlannedTask[] =>
  planTasks(promotion, of).filter((task) => task.kind === kind);

/** The tasks of a promotion as they begin. */
export const openTasks = (promotion: Promotion, of = people): Task[] =>
  planTasks(promotion, of).map((task) => openTask(task, { id: task.key, promotionId: promotion.id }));
