import type { TopicHandlers } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { takePresence } from './app/take-presence';
import { takeRouted, type ConsumerDeps } from './app/take-routed';
import { takeAccounts, takeSchedules, takeShops } from './app/take-snapshots';

/** What this service hears of others: topic, the types it knows, the use case. */
export const createConsumers = (deps: ConsumerDeps): TopicHandlers => ({
  'shop-changed': only(['snapshot'], takeShops),
  'account-changed': only(['snapshot'], takeAccounts),
  'schedule-changed': only(['snapshot'], takeSchedules),
  'agent-status-changed': only(['presence'], takePresence(deps)),
  'session-routed': only(['assigned', 'queued', 'left-message'], takeRouted(deps)),
});

/** Types this code does not know are passed over: their owner may be newer (architecture §5). */
const only =
  <E extends { readonly type: string }>(types: readonly E['type'][], take: (tx: Tx, events: readonly E[]) => Promise<void>) =>
  async (tx: Tx, events: readonly E[]): Promise<void> => {
    const known = events.filter((event) => types.includes(event.type));
    if (known.length > 0) await take(tx, known);
  };
