import { commonProperties, commonRequired, id, instant } from '../common-fields';

/**
 * A session leaves its agent without being closed. From an end on until `rateableUntil` its buyer is invited to rate it (MET-20).
 * `ended`: the agent ended it (SES-6): off the list at once, its slot held until `holdUntil` (SES-7).
 * `returned`: its agent is gone, or has not written in time, while the buyer waits for an answer since `waitingSince` (RES-81); its slot is free and routing
 * decides again. `reason` is AGENT_GONE or SILENT; readers accept any other.
 */
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
      rateableUntil: instant,
    },
    required: [...commonRequired, 'sessionId', 'agentId', 'endedAt', 'endedBy', 'holdUntil', 'unanswered'],
  },
  returned: {
    type: 'object',
    properties: { ...commonProperties, sessionId: id, agentId: id, returnedAt: instant, waitingSince: instant, reason: id },
    required: [...commonRequired, 'sessionId', 'agentId', 'returnedAt', 'waitingSince', 'reason'],
  },
} as const;
