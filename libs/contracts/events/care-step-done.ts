import { commonProperties, commonRequired, id, instant, nullableId } from '../common-fields';
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
} as const;
