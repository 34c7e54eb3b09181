import { commonProperties, commonRequired, count, id, instant, nullableId, nullableInstant } from '../common-fields';
import { shopPolicySchema } from '../policy';
import { nullableOneOf, oneOf } from '../one-of';

const serviceTier = nullableOneOf('GOLD', 'SILVER');

/**
 * The whole shop, each time. `version` rises by one per change of the shop; `policyVersion` per change of its policy. Holiday mode is the last one that was
 * set: one that was ended early has its end in the past. `tier` is that of the month of `occurredAt`; months (`2026-04`) begin in the shop's zone, and
 * nothing is told when one does: who follows the tier reads `tiers`.
 */
export const shopChanged = {
  snapshot: {
    type: 'object',
    properties: {
      ...commonProperties,
      version: count,
      name: { type: 'string' },
      timeZone: { type: 'string' },
      preset: oneOf('KUAISHOU', 'TAOBAO', 'DOUYIN', 'TIKTOK_SHOP', 'WECHAT_SHOP'),
      policy: shopPolicySchema,
      ownerId: nullableId,
      holidayMode: {
        type: ['object', 'null'],
        properties: { from: instant, to: nullableInstant, reason: { type: ['string', 'null'] } },
        required: ['from', 'to'],
      },
      tier: serviceTier,
      tiers: {
        type: 'array',
        items: { type: 'object', properties: { month: { type: 'string' }, tier: serviceTier }, required: ['month', 'tier'] },
      },
      trials: { type: 'array', items: oneOf('PRIORITY_CROWDS') },
    },
    required: [...commonRequired, 'version', 'name', 'timeZone', 'preset', 'policy', 'ownerId', 'holidayMode', 'tier'],
  },
} as const;

/** The whole account, each time. `version` rises by one per change of the account. One that was `removed` is not active either, and never again. */
export const accountChanged = {
  snapshot: {
    type: 'object',
    properties: {
      ...commonProperties,
      version: count,
      accountId: id,
      name: { type: 'string' },
      nickname: { type: 'string' },
      roles: { type: 'array', items: oneOf('OWNER', 'ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT') },
      imEnabled: { type: 'boolean' },
      noRouting: { type: 'boolean' },
      positionId: nullableId,
      department: { type: ['string', 'null'] },
      avatar: { type: ['string', 'null'] },
      active: { type: 'boolean' },
      removed: { type: 'boolean' },
    },
    required: [...commonRequired, 'version', 'accountId', 'name', 'nickname', 'roles', 'imEnabled', 'noRouting', 'active'],
  },
} as const;
