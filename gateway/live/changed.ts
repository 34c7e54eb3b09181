import type { Topic } from '#libs/contracts/index';

export type ChangedKind = 'SHOP' | 'ACCOUNT' | 'SCHEDULE' | 'SESSION' | 'AGENT' | 'ORDER' | 'ALERT';

export interface Changed {
  readonly kind: ChangedKind;
  readonly id: string;
}

/** What the facts of each topic are about. */
export const kindOf: Readonly<Record<Topic, ChangedKind>> = {
  'shop-changed': 'SHOP',
  'account-changed': 'ACCOUNT',
  'schedule-changed': 'SCHEDULE',
  'session-started': 'SESSION',
  'message-recorded': 'SESSION',
  'session-routed': 'SESSION',
  'session-ended': 'SESSION',
  'session-closed': 'SESSION',
  'session-marked': 'SESSION',
  'agent-status-changed': 'AGENT',
  'order-changed': 'ORDER',
  'alert-raised': 'ALERT',
};
