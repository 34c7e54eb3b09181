import type { LeftAlone } from '../domain/last-agent';

/** Advice that comes with a success. */
export interface Warning {
  readonly code: 'SESSIONS_RETURNED' | 'LAST_AGENT_ONLINE';
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
