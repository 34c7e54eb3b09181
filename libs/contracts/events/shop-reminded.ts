import { commonProperties, commonRequired, count } from '../common-fields';

/** A shop without agents is reminded to look at its messages, once a day at its own time; `unanswered` buyers wait for an answer. `occurredAt` is that time. */
export const shopReminded = {
  'check-messages': {
    type: 'object',
    properties: { ...commonProperties, unanswered: count },
    required: [...commonRequired, 'unanswered'],
  },
} as const;
