import type { LeftAlone } from '../domain/last-agent';

/** Advice that comes with a success. */
export interface Warning {
  readonly code: 'SESSIONS_RETURNED' | 'LAST_AGENT_ONLINE' | 'LOW_CAPACITY';
  readonly message: string;
  readonly field: string | null;
}

const messages = {
  SHIFT: 'Nobody of those on shift is online any more, and the shop receives buyers.',
  SHOP: 'No agent is online any more, and the shop receives buyers.',
} as const;

/** RES-30: what is allowed is told where it leaves buyers without anybody. */
export const aloneWarning = (left: LeftAlone): Warning[] =>
  left === null ? [] : [{ code: 'LAST_AGENT_ONLINE', message: messages[left], field: 'presence' }];

/** §0.1: a capacity below what the platform advises is set all the same. */
export const capacityWarning = (advised: number | null): Warning[] =>
  advised === null
    ? []
    : [{ code: 'LOW_CAPACITY', message: `The platform advises at least ${advised} sessions at once.`, field: 'maxCapacity' }];
