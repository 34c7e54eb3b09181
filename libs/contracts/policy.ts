import { isKnown, oneOf, type Received } from './one-of';
import type { ValueOfSchema } from './value-type';

const flag = { type: 'boolean' } as const;
const hours = { type: 'integer', minimum: 0 } as const;
const upTo = { type: ['integer', 'null'], minimum: 1 } as const;

/** What a shop may set a number to, both ends included; narrower than what an event may say. */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface SettingUse {
  /** Whether a feature follows the setting yet. */
  readonly inForce: boolean;
  /** Of a number, or of each number of an object. */
  readonly range?: Range | Readonly<Record<string, Range>>;
}

const setting = <const S, const D>(schema: S, byDefault: D, use: SettingUse) => ({ schema, byDefault, ...use });
const inForce = { inForce: true };
const anyHours: Range = { from: 0, to: 8_760 };
const idleMinutes: Range = { from: 5, to: 10_080 };

/**
 * Every setting of a shop's policy, once: what it may be, what holds where a shop's snapshot does not name it (an older or newer owner wrote it),
 * and whether a feature follows it yet. A new setting is one line here and two in the schema of the shop service; its input follows from here.
 * A number or an object that may be null is off then.
 */
export const policySettings = {
  routingMode: setting(oneOf('BASIC', 'GROUP'), 'BASIC', inForce),
  assignStrategy: setting(oneOf('EVEN', 'RANDOM', 'LOWEST_SATURATION', 'WEIGHTED'), 'EVEN', inForce),
  availabilityTest: setting(oneOf('ANY_ONLINE', 'ONLINE_NOT_SUSPENDED'), 'ANY_ONLINE', inForce),
  unavailableHandling: setting(oneOf('OFFLINE_LIST', 'QUEUE', 'SERVICE_ASSISTANT', 'MESSAGE_POOL', 'OWNER', 'PROXY'), 'QUEUE', inForce),
  offlineRouting: setting(flag, false, inForce),
  queueEnabled: setting(flag, true, inForce),
  botFirst: setting(flag, false, inForce),
  returningWindowHours: setting(hours, 72, { ...inForce, range: anyHours }),
  returningBypassesCapacity: setting(flag, true, inForce),
  returningBypassesSuspendHours: setting(hours, 0, { ...inForce, range: anyHours }),
  returningFallback: setting(oneOf('RANDOM', 'EVEN'), 'EVEN', inForce),
  returningWithBot: setting(oneOf('DISABLED', 'SKIP_BOT', 'AFTER_TRANSFER'), 'AFTER_TRANSFER', inForce),
  newCustomerPriority: setting(flag, false, inForce),
  newCustomerMaxPurchases: setting({ type: 'integer', minimum: 1 }, 1, { ...inForce, range: { from: 1, to: 10 } }),
  returningPriority: setting(flag, false, inForce),
  priorityCrowds: setting(flag, false, inForce),
  exclusiveAgentPriority: setting(flag, true, inForce),
  defaultMaxCapacity: setting({ type: ['integer', 'null'], minimum: 1, maximum: 500 }, 200, { ...inForce, range: { from: 1, to: 500 } }),
  agentEndHoldMinutes: setting({ type: 'integer', minimum: 0, maximum: 360 }, 0, { ...inForce, range: { from: 0, to: 360 } }),
  idleCloseAfterAgentMinutes: setting(upTo, null, { ...inForce, range: idleMinutes }),
  idleCloseAfterBuyerMinutes: setting(upTo, null, { ...inForce, range: idleMinutes }),
  faqOnlySessions: setting(oneOf('COUNT_AS_RESPONDED', 'EXCLUDE'), 'COUNT_AS_RESPONDED', inForce),
  outboundQuota: setting(
    {
      type: ['object', 'null'],
      properties: { messages: { type: 'integer', minimum: 1 }, hours: { type: 'integer', minimum: 1 } },
      required: ['messages', 'hours'],
    },
    null,
    { ...inForce, range: { messages: { from: 1, to: 1_000 }, hours: { from: 1, to: 8_760 } } },
  ),
  quickReplySeconds: setting(upTo, 180, { ...inForce, range: { from: 1, to: 3_600 } }),
  requireEmptyToGoOffline: setting(flag, false, inForce),
  buyerLanguage: setting(oneOf('ZH_CN', 'EN'), 'ZH_CN', inForce),
  orderValidityDays: setting({ type: 'integer', minimum: 1 }, 30, { ...inForce, range: { from: 1, to: 90 } }),
  afterSalesPeriodDays: setting({ type: 'integer', minimum: 0 }, 3, { ...inForce, range: { from: 0, to: 90 } }),
  messageRecallMinutes: setting({ type: 'integer', minimum: 0 }, 2, { ...inForce, range: { from: 0, to: 1_440 } }),
  outboundTexts: setting(flag, false, inForce),
  courtesyReopens: setting(flag, true, inForce),
  closingHintMinutes: setting(upTo, 10, { ...inForce, range: { from: 1, to: 360 } }),
  slowReplySeconds: setting(upTo, 100, { ...inForce, range: { from: 10, to: 3_600 } }),
  dailyReminderMinute: setting({ type: ['integer', 'null'], minimum: 0 }, 540, { ...inForce, range: { from: 0, to: 1_439 } }),
  staleAfterMinutes: setting(upTo, null, { ...inForce, range: { from: 1, to: 1_440 } }),
} as const;

type Settings = typeof policySettings;

export type PolicyName = keyof Settings;

export const policyNames = Object.keys(policySettings) as PolicyName[];

/** A whole policy, each setting with its value. */
export type ShopPolicy = { readonly [N in PolicyName]: ValueOfSchema<Settings[N]['schema']> };

/** The policy in an event: any of the settings. */
export const shopPolicySchema = {
  type: 'object',
  properties: Object.fromEntries(policyNames.map((name) => [name, policySettings[name].schema])) as {
    readonly [N in PolicyName]: Settings[N]['schema'];
  },
} as const;

/** The settings whose feature has not landed: they are stored, and nothing follows them. */
export const notInForce: readonly PolicyName[] = policyNames.filter((name) => !policySettings[name].inForce);

/** A whole policy of what an event says: the one place where absent settings, and values this build does not know, get their default. */
export function resolvePolicy(told: Received<Partial<ShopPolicy>>): ShopPolicy {
  return Object.fromEntries(policyNames.map((name) => [name, resolved(name, told[name])])) as unknown as ShopPolicy;
}

function resolved(name: PolicyName, value: unknown): unknown {
  const { schema, byDefault } = policySettings[name];
  if (value === undefined || ('known' in schema && !isKnown(schema, String(value)))) return byDefault;
  return value;
}

/** What the platforms share; cells that are a shop's choice are off (RES-46). */
export const policyDefaults: ShopPolicy = resolvePolicy({});
