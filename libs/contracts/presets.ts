import { policyDefaults, type ShopPolicy } from './policy';

export const presetNames = ['KUAISHOU', 'TAOBAO', 'DOUYIN', 'TIKTOK_SHOP', 'WECHAT_SHOP'] as const;

export type Preset = (typeof presetNames)[number];

const minutesPerDay = 1_440;

/**
 * What each platform does otherwise than the defaults (RES-46). A setting that depends on a condition is stored as if the condition held, and the rule that
 * reads it asks: TAOBAO's crowds are on, and RTE-41 asks for the tier; KUAISHOU's suspended agents are reached for 72 hours by `returningPriority` (RES-45).
 */
export const presets: Readonly<Record<Preset, ShopPolicy>> = {
  KUAISHOU: {
    ...policyDefaults,
    returningFallback: 'RANDOM',
    returningWithBot: 'DISABLED',
    defaultMaxCapacity: null,
    agentEndHoldMinutes: 20,
    idleCloseAfterAgentMinutes: 20,
    idleCloseAfterBuyerMinutes: 360,
  },
  TAOBAO: {
    ...policyDefaults,
    routingMode: 'GROUP',
    assignStrategy: 'WEIGHTED',
    availabilityTest: 'ONLINE_NOT_SUSPENDED',
    unavailableHandling: 'SERVICE_ASSISTANT',
    queueEnabled: false,
    returningBypassesSuspendHours: 24,
    returningWithBot: 'SKIP_BOT',
    priorityCrowds: true,
  },
  DOUYIN: {
    ...policyDefaults,
    assignStrategy: 'LOWEST_SATURATION',
    availabilityTest: 'ONLINE_NOT_SUSPENDED',
    unavailableHandling: 'MESSAGE_POOL',
  },
  TIKTOK_SHOP: {
    ...policyDefaults,
    returningBypassesCapacity: false,
    idleCloseAfterAgentMinutes: 7 * minutesPerDay,
    idleCloseAfterBuyerMinutes: 7 * minutesPerDay,
    quickReplySeconds: null,
    buyerLanguage: 'EN',
  },
  WECHAT_SHOP: {
    ...policyDefaults,
    unavailableHandling: 'MESSAGE_POOL',
    returningBypassesCapacity: false,
    idleCloseAfterAgentMinutes: 2 * minutesPerDay,
    idleCloseAfterBuyerMinutes: 2 * minutesPerDay,
    outboundQuota: { messages: 5, hours: 48 },
    quickReplySeconds: null,
  },
};
