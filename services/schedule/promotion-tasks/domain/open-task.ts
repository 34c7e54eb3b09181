import type { PlannedTask, Task } from './task';

/** A planned task as it begins: with the agent it is about, if nobody else is named. */
export const openTask = (planned: PlannedTask, of: Pick<Task, 'id' | 'promotionId'> & Partial<Pick<Task, 'assigneeId'>>): Task => ({
  ...planned,
  assigneeId: planned.agentId,
  note: null,
  doneCases: null,
  allCases: null,
  tickedAt: null,
  tickedBy: null,
  ...of,
});
