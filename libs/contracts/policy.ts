import type { FromSchema } from 'json-schema-to-ts';

/** Minutes, or null where the platform closes nothing by itself. */
const minutesOrOff = { type: ['integer', 'null'], minimum: 1 } as const;

/** Every setting of domain.md §0.1, resolved: preset plus the shop's own overrides. `outboundQuota` null = off. */
export const shopPolicySchema = {
  type: 'object',
  properties: {
    routingMode: { enum: ['BASIC', 'GROUP'] },
    assignStrategy: { enum: ['EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'] },
    availabilityTest: { enum: ['ANY_ONLINE', 'ONLINE_NOT_SUSPENDED'] },
    unavailableHandling: { enum: ['OFFLINE_LIST', 'QUEUE', 'SERVICE_ASSISTANT', 'MESSAGE_POOL', 'OWNER', 'PROXY'] },
    offlineRouting: { type: 'boolean' },
    queueEnabled: { type: 'boolean' },
    botFirst: { type: 'boolean' },
    returningWindowHours: { type: 'integer', minimum: 0 },
    returningBypassesCapacity: { type: 'boolean' },
    returningBypassesSuspendHours: { type: 'integer', minimum: 0 },
    returningFallback: { enum: ['RANDOM', 'EVEN'] },
    returningWithBot: { enum: ['DISABLED', 'SKIP_BOT', 'AFTER_TRANSFER'] },
    newCustomerPriority: { type: 'boolean' },
    returningPriority: { type: 'boolean' },
    priorityCrowds: { type: 'boolean' },
    defaultMaxCapacity: { type: ['integer', 'null'], minimum: 1, maximum: 500 },
    agentEndHoldMinutes: { type: 'integer', minimum: 0, maximum: 360 },
    idleCloseAfterAgentMinutes: minutesOrOff,
    idleCloseAfterBuyerMinutes: minutesOrOff,
    faqOnlySessions: { enum: ['COUNT_AS_RESPONDED', 'EXCLUDE'] },
    outboundQuota: {
      type: ['object', 'null'],
      properties: { messages: { type: 'integer', minimum: 1 }, hours: { type: 'integer', minimum: 1 } },
      required: ['messages', 'hours'],
    },
    quickReplySeconds: { type: ['integer', 'null'], minimum: 1 },
    requireEmptyToGoOffline: { type: 'boolean' },
  },
  required: [
    'routingMode',
    'assignStrategy',
    'availabilityTest',
    'unavailableHandling',
    'offlineRouting',
    'queueEnabled',
    'botFirst',
    'returningWindowHours',
    'returningBypassesCapacity',
    'returningBypassesSuspendHours',
    'returningFallback',
    'returningWithBot',
    'newCustomerPriority',
    'returningPriority',
    'priorityCrowds',
    'defaultMaxCapacity',
    'agentEndHoldMinutes',
    'idleCloseAfterAgentMinutes',
    'idleCloseAfterBuyerMinutes',
    'faqOnlySessions',
    'outboundQuota',
    'quickReplySeconds',
    'requireEmptyToGoOffline',
  ],
} as const;

export type ShopPolicy = FromSchema<typeof shopPolicySchema>;
