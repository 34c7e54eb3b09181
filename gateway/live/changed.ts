import type { Topic } from '#libs/contracts/index';
import type { FactNote } from '#libs/messaging/feed/index';

export type ChangedKind = 'SHOP' | 'ACCOUNT' | 'SCHEDULE' | 'SESSION' | 'AGENT' | 'ORDER' | 'ALERT' | 'BUYER' | 'CARE_TASK' | 'CASE';

export interface Changed {
  readonly kind: ChangedKind;
  readonly id: string;
}

/** What the facts of each topic are about; null where another topic tells of the same. */
export const kindOf: Readonly<Record<Topic, ChangedKind | null>> = {
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
  outbound: null,
  'alert-raised': 'ALERT',
  'care-step-done': 'CARE_TASK',
  'case-changed': 'CASE',
  'outreach-requested': null,
};

/** What is told of buyers, beside their sessions. */
const ofBuyers: ReadonlySet<string> = new Set(['buyer-changed', 'erased']);

/**
 * What a fact is about; undefined where nothing that can be watched has changed. A fact of a buyer whose session is open is told as that session's, and one about
 * what all agents of a shop go by as the shop's.
 */
export function changedBy({ topic, type, shopId, subject: id, value }: FactNote): Changed | undefined {
  const kind = kindOf[topic];
  if (kind === null || type === 'faq-card-shown' || type === 'flow-ended') return undefined;
  if (topic === 'agent-status-changed' && id === shopId) return { kind: 'SHOP', id };
  const isOfBuyer = ofBuyers.has(type) && !value.includes(`"sessionId":"${id}"`);
  return { kind: isOfBuyer ? 'BUYER' : kind, id };
}
