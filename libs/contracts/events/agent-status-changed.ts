import { commonProperties, commonRequired, count, id, instant, nullableCount, nullableInstant } from '../common-fields';
import { oneOf } from '../one-of';
import { clearedAlert, raisedAlert } from './alert-raised';

const presence = oneOf('ONLINE', 'REST', 'SUSPENDED', 'OFFLINE');

/** `shopVersion` is the routing row's version after the change; `load` includes `held` slots; capacity null = no auto-suspend. */
const statusProperties = {
  ...commonProperties,
  agentId: id,
  shopVersion: count,
  presence,
  maxCapacity: nullableCount,
  autoSuspended: { type: 'boolean' },
  load: count,
  held: count,
  reason: { type: ['string', 'null'] },
  device: { type: ['string', 'null'] },
} as const;

const statusRequired = [...commonRequired, 'agentId', 'shopVersion', 'presence', 'maxCapacity', 'autoSuspended', 'load', 'held'] as const;

export const agentStatusChanged = {
  presence: {
    type: 'object',
    properties: {
      ...statusProperties,
      from: presence,
      to: presence,
      since: instant,
      previousSince: nullableInstant,
      /** Present and true where a manager has had nobody of the shift left online, for the `reason` given (STF-14). */
      overrodeLastAgent: { type: 'boolean' },
    },
    required: [...statusRequired, 'from', 'to', 'since', 'previousSince'],
  },
  capacity: {
    type: 'object',
    properties: { ...statusProperties, fromCapacity: nullableCount, toCapacity: nullableCount, since: instant },
    required: [...statusRequired, 'fromCapacity', 'toCapacity', 'since'],
  },
  stale: {
    type: 'object',
    properties: { ...commonProperties, agentId: id, isStale: { type: 'boolean' }, since: instant },
    required: [...commonRequired, 'agentId', 'isStale', 'since'],
  },
  rules: {
    type: 'object',
    properties: { ...commonProperties, version: count },
    required: [...commonRequired, 'version'],
  },
  /** What is amiss at work in a shop. Metrics keeps it, and tells it with all other alerts on `alert-raised`. */
  'alert-raised': raisedAlert,
  'alert-cleared': clearedAlert,
} as const;
