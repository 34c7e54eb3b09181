import { repeat } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps, Worker } from '#libs/service/run-service';
import { readSettings } from '../../copies/store/shop-copy';
import { alertChanges } from '../domain/alert-changes';
import { alertsIn } from '../store/read-alerts';
import { lockTold, saveTold, shopsDueForAlerts } from '../store/told-alerts';
import { clearedEvent, raisedEvent } from './alert-events';

const everyMs = 1_000;
/** While something is amiss the shop is looked at so often, though no flight says that anything has changed. */
const againMs = 30_000;

type TellDeps = Pick<Deps, 'db' | 'workerDb' | 'outbox' | 'clock' | 'newId' | 'log'>;

/** Tells managers' alerts once when they come up and once when they are over, whatever processes look (RTE-29, STF-16, RTE-60). */
export const tellAlerts = (deps: TellDeps): Worker => ({
  name: 'alerts',
  ...repeat(
    'alerts',
    everyMs,
    async () => {
      for (const shopId of await shopsDueForAlerts(deps.workerDb, deps.clock.now()))
        await deps.db.transaction([shopId], (tx) => tellShop(tx, deps, shopId));
    },
    deps.log,
  ),
});

async function tellShop(tx: Tx, { clock, outbox, newId }: TellDeps, shopId: string): Promise<void> {
  const now = clock.now();
  const told = await lockTold(tx, shopId);
  const [alerts, settings] = await Promise.all([alertsIn(tx, shopId, now), readSettings(tx, [shopId])]);
  const { raised, cleared, open } = alertChanges(told.open, alerts ?? [], newId, now);
  const quiet = told.amiss === null && open.length === 0;
  saveTold(tx, { shopId, amiss: told.amiss, open, lookAt: quiet ? null : new Date(now.getTime() + againMs) });
  const fact = () => ({ id: newId(), shopId, policyVersion: settings.get(shopId)?.policyVersion ?? null, occurredAt: now });
  await outbox.append(tx, [
    ...cleared.map((one) => clearedEvent(one, fact())),
    ...raised.map((one) => raisedEvent(one.told, one.alert, fact())),
  ]);
}
