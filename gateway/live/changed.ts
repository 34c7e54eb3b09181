import type { Topic } from '#libs/contracts/index';
import type { FactNote } from '#libs/messaging/feed/index';

export type ChangedKind = 'SHOP' | 'ACCOUNT' | 'SCHEDULE' | 'SESSION' | 'AGENT' | 'ORDER' | 'ALERT' | 'BUYER';

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
  'shop-reminded': 'SHOP',
  'agent-status-changed': 'AGENT',
  'order-changed': 'ORDER',
  'alert-raised': 'ALERT',
};

/** What a fact is about; undefined where nothing that can be watched has changed. A fact of a buyer whose session is open is told as that session's. */
export function changedBy({ topic, type, subject, value }: FactNote): Changed | undefined {
  if (type === 'faq-card-shown') return undefined;
  const isOfBuyer = type === 'buyer-changed' && !value.includes(`"sessionId":"${subject}"`);
  return { kind: isOfBuyer ? 'BUYER' : kindOf[topic], id: subject };
}
