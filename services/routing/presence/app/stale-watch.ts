import { factOf, systemTrigger, type AnyNewEvent } from '#libs/contracts/index';
import { repeat } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps, Worker } from '#libs/service/run-service';
import { askForAlerts } from '../../alerts/store/told-alerts';
import { readSettings } from '../../copies/store/shop-copy';
import { lockShops } from '../../flight/store/lock-shops';
import { saveDeadlines } from '../../reception/store/deadline-table';
import { stalenessOf, type StaleChange } from '../domain/staleness';
import { readBeating, saveStale, shopsDueForStale, takeStaleDeadline } from '../store/stale-agents';

const everyMs = 1_000;

type StaleDeps = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId' | 'log'>;

/** RTE-60: tells when nothing has been heard of an agent for too long, and when it is heard of again. Nothing but time makes the one true. */
export const staleWatch = (deps: StaleDeps): Worker => ({
  name: 'stale presence',
  ...repeat(
    'stale presence',
    everyMs,
    async () => {
      for (const shopId of await shopsDueForStale(deps.workerDb, deps.clock.now()))
        await deps.db.transaction([shopId], (tx) => tellStale(tx, deps, shopId));
    },
    deps.log,
  ),
});

async function tellStale(tx: Tx, { clock, outbox, newId }: StaleDeps, shopId: string): Promise<void> {
  const now = clock.now();
  await lockShops(tx, [shopId]);
  if (!(await takeStaleDeadline(tx, shopId, now))) return;
  const [settings, { agents, told }] = await Promise.all([readSettings(tx, [shopId]), readBeating(tx, shopId)]);
  const { policy, policyVersion = null } = settings.get(shopId) ?? {};
  const { changes, nextAt } = stalenessOf(agents, told, policy?.staleAfterMinutes ?? null, now);
  saveStale(tx, shopId, changes);
  if (changes.length > 0) askForAlerts(tx, shopId, now);
  saveDeadlines(tx, [{ shopId, kind: 'STALE_PRESENCE', dueAt: nextAt }]);
  await outbox.append(
    tx,
    changes.map((change) => staleEvent(change, { id: newId(), shopId, policyVersion, occurredAt: now })),
  );
}

const staleEvent = (
  { agentId, isStale, since }: StaleChange,
  fact: { readonly id: string; readonly shopId: string; readonly policyVersion: number | null; readonly occurredAt: Date },
): AnyNewEvent =>
  factOf<'agent-status-changed', 'stale'>(systemTrigger(), {
    ...fact,
    topic: 'agent-status-changed',
    type: 'stale',
    subject: agentId,
    value: { agentId, isStale, since: since.toISOString() },
  });
