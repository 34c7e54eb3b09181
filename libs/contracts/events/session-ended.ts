import { commonProperties, commonRequired, id, instant } from '../common-fields';

/** The agent ended it (SES-6): off the list at once, its slot held until `holdUntil` (SES-7). */
export const sessionEnded = {
  ended: {
    type: 'object',
    properties: {
      ...commonProperties,
      sessionId: id,
      agentId: id,
      endedAt: instant,
      endedBy: id,
      holdUntil: instant,
      unanswered: { type: 'boolean' },
    },
    required: [...commonRequired, 'sessionId', 'agentId', 'endedAt', 'endedBy', 'holdUntil', 'unanswered'],
  },
} as const;
