import { commonProperties, commonRequired, count, instant } from '../common-fields';

/** Minutes from local midnight; end ≤ start means the window runs past midnight and belongs to its start date (SCH-8). */
export const timeWindow = {
  type: 'object',
  properties: {
    start: { type: 'integer', minimum: 0, maximum: 1439 },
    end: { type: 'integer', minimum: 0, maximum: 1440 },
  },
  required: ['start', 'end'],
} as const;

/** One version of a shop's reception hours. `weekly` has seven lists, Monday first; null = no limit on this shop's hours (SCH-10). */
export const scheduleChanged = {
  snapshot: {
    type: 'object',
    properties: {
      ...commonProperties,
      version: { ...count, minimum: 1 },
      effectiveFrom: instant,
      savedAt: instant,
      weekly: {
        type: ['array', 'null'],
        items: { type: 'array', items: timeWindow },
        minItems: 7,
        maxItems: 7,
      },
      closedNotice: { type: ['string', 'null'] },
      by: { type: ['string', 'null'] },
      reason: { type: ['string', 'null'] },
    },
    required: [...commonRequired, 'version', 'effectiveFrom', 'savedAt', 'weekly', 'closedNotice', 'by', 'reason'],
  },
} as const;
