import { commonProperties, commonRequired, count } from '../common-fields';
import { clearedAlert, raisedAlert } from './alert-raised';

/** A shop without agents is reminded to look at its messages, once a day at its own time; `unanswered` buyers wait for an answer. `occurredAt` is that time. */
export const shopReminded = {
  'check-messages': {
    type: 'object',
    properties: { ...commonProperties, unanswered: count },
    required: [...commonRequired, 'unanswered'],
  },
  /** Agents owe answers for too long, or no longer. Metrics keeps it, and tells it with all other alerts on `alert-raised`. */
  'alert-raised': raisedAlert,
  'alert-cleared': clearedAlert,
} as const;
