import { policyDefaults, type ShopPolicy } from '#libs/contracts/index';

export const presetNames = ['KUAISHOU', 'TAOBAO', 'DOUYIN', 'TIKTOK_SHOP', 'WECHAT_SHOP'] as const;

export type Preset = (typeof presetNames)[number];

const minutesPerDay = 1_440;

/**
 * What each platform does otherwise than the defaults (RES-46). A cell's condition is computed by its rule, never stored here (RES-46): TAOBAO's crowds are on, and their rule asks for
 * the tier (RTE-41); KUAISHOU's suspended agents are reached for 72 hours by the rule of `returningPriority` (RES-45).
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

/** The policy in force: the preset, with the shop's own overrides on top. */
export const resolvePolicy = (preset: Preset, overrides: Partial<ShopPolicy>): ShopPolicy => ({ ...presets[preset], ...overrides });
