import { oneOf } from './one-of';

/** Fields every event carries in its value, whatever its type. */
export const id = { type: 'string', minLength: 1 } as const;
export const nullableId = { type: ['string', 'null'], minLength: 1 } as const;
export const instant = { type: 'string', format: 'date-time' } as const;
export const nullableInstant = { type: ['string', 'null'], format: 'date-time' } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const nullableCount = { type: ['integer', 'null'], minimum: 0 } as const;

/** Who made the fact true. `id` is null for the system itself. */
export const actor = {
  type: 'object',
  properties: { kind: oneOf('BUYER', 'ACCOUNT', 'KEY', 'CONNECTOR', 'OPERATOR', 'SYSTEM'), id: nullableId },
  required: ['kind', 'id'],
} as const;

export const commonProperties = {
  shopId: id,
  occurredAt: instant,
  actor,
  causeId: nullableId,
  policyVersion: nullableCount,
} as const;

export const commonRequired = ['shopId', 'occurredAt', 'actor', 'causeId', 'policyVersion'] as const;
