import type { ShopPolicy } from '#libs/contracts/index';

export const presetNames = ['KUAISHOU', 'TAOBAO', 'DOUYIN', 'TIKTOK_SHOP', 'WECHAT_SHOP'] as const;

export type Preset = (typeof presetNames)[number];

const minutesPerDay = 1_440;

/** What the platforms share; cells that are a shop's choice are false (RES-46). */
const shared: ShopPolicy = {
  routingMode: 'BASIC',
  assignStrategy: 'EVEN',
  availabilityTest: 'ANY_ONLINE',
  unavailableHandling: 'QUEUE',
  offlineRouting: false,
  queueEnabled: true,
  botFirst: false,
  returningWindowHours: 72,
  returningBypassesCapacity: true,
  returningBypassesSuspendHours: 0,
  returningFallback: 'EVEN',
  returningWithBot: 'AFTER_TRANSFER',
  newCustomerPriority: false,
  returningPriority: false,
  priorityCrowds: false,
  defaultMaxCapacity: 200,
  agentEndHoldMinutes: 0,
  idleCloseAfterAgentMinutes: null,
  idleCloseAfterBuyerMinutes: null,
  faqOnlySessions: 'COUNT_AS_RESPONDED',
  outboundQuota: null,
  quickReplySeconds: 180,
  requireEmptyToGoOffline: false,
};

/**
 * The table of domain.md §0.1. A cell's condition is computed by its rule, never stored here (RES-46): TAOBAO's crowds are on, and their rule asks for
 * the tier (RTE-41); KUAISHOU's suspended agents are reached for 72 hours by the rule of `returningPriority` (RES-45).
 */
export const presets: Readonly<Record<Preset, ShopPolicy>> = {
  KUAISHOU: {
    ...shared,
    returningFallback: 'RANDOM',
    returningWithBot: 'DISABLED',
    defaultMaxCapacity: null,
    agentEndHoldMinutes: 20,
    idleCloseAfterAgentMinutes: 20,
    idleCloseAfterBuyerMinutes: 360,
  },
  TAOBAO: {
    ...shared,
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
    ...shared,
    assignStrategy: 'LOWEST_SATURATION',
    availabilityTest: 'ONLINE_NOT_SUSPENDED',
    unavailableHandling: 'MESSAGE_POOL',
  },
  TIKTOK_SHOP: {
    ...shared,
    returningBypassesCapacity: false,
    idleCloseAfterAgentMinutes: 7 * minutesPerDay,
    idleCloseAfterBuyerMinutes: 7 * minutesPerDay,
    quickReplySeconds: null,
  },
  WECHAT_SHOP: {
    ...shared,
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
