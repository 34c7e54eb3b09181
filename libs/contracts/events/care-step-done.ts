import { commonProperties, commonRequired, count, id, instant, nullableId } from '../common-fields';
import { oneOf } from '../one-of';

/** A task is open until it is done, or until what it was about has come to pass without it. */
export const careStepDone = {
  'task-changed': {
    type: 'object',
    properties: {
      ...commonProperties,
      taskId: id,
      kind: { type: 'string' },
      state: oneOf('OPEN', 'DONE', 'CANCELLED'),
      orderId: nullableId,
      buyerId: nullableId,
      assigneeId: nullableId,
      dueAt: instant,
    },
    required: [...commonRequired, 'taskId', 'kind', 'state', 'orderId', 'buyerId', 'assigneeId', 'dueAt'],
  },
  /** `step` is the one that would have come next, from 0. */
  'flow-ended': {
    type: 'object',
    properties: {
      ...commonProperties,
      buyerId: id,
      flowVersion: count,
      step: count,
      outcome: oneOf('CONVERTED', 'ABANDONED', 'STOPPED'),
    },
    required: [...commonRequired, 'buyerId', 'flowVersion', 'step', 'outcome'],
  },
} as const;
