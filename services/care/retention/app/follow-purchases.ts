import type { AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { Deps } from '../../deps';
import type { OrderReaction } from '../../orders/app/take-orders';
import { armDeadlines, forgetDeadlines } from '../../timers/store/deadlines';
import { stepDueAt } from '../domain/flow-run';
import { newestFlows } from '../store/flows';
import { firstPayments, insertRuns, lockRuns, saveRuns } from '../store/flow-runs';
import type { FlowRunRow } from '../store/flow-tables';
import { flowEnded } from './flow-ended';

type Needs = Pick<Deps, 'clock' | 'newId'>;
type Payments = ReadonlyMap<string, readonly Date[]>;

/**
 * Customers who bought once begin the flow of their shop, if it is on; any other purchase ends it at once (CARE-4). What counts are the orders that are known, so
 * the order in which they are heard of does not matter. A customer is in a flow once.
 */
export const followPurchases =
  (deps: Needs): OrderReaction =>
  async (tx, orders) => {
    const paid = orders.filter(({ paidAt }) => paidAt !== null);
    const shopOf = new Map(paid.map(({ shopId, buyerId }) => [buyerId, shopId]));
    if (shopOf.size === 0) return [];
    const runs = await lockRuns(tx, [...shopOf.keys()].sort());
    const payments = await firstPayments(tx, [...shopOf.keys()]);
    const told = convert(deps, tx, runs, payments);
    const known = new Set(runs.map(({ buyerId }) => buyerId));
    await begin(
      tx,
      [...shopOf].filter(([buyerId]) => !known.has(buyerId) && payments.get(buyerId)?.length === 1),
      payments,
    );
    return told;
  };

function convert({ clock, newId }: Needs, tx: Tx, runs: readonly FlowRunRow[], payments: Payments): AnyNewEvent[] {
  const now = clock.now();
  const bought = runs.filter(({ buyerId, outcome }) => outcome === null && (payments.get(buyerId)?.length ?? 0) > 1);
  if (bought.length === 0) return [];
  const ended = bought.map((run) => ({ ...run, outcome: 'CONVERTED' as const, endedAt: now }));
  saveRuns(tx, ended);
  forgetDeadlines(
    tx,
    ended.map(({ buyerId }) => ({ subjectId: buyerId, kind: 'FLOW' })),
  );
  return ended.map((run) => flowEnded(run, newId(), now));
}

async function begin(tx: Tx, buyers: readonly (readonly [buyerId: string, shopId: string])[], payments: Payments): Promise<void> {
  if (buyers.length === 0) return;
  const shops = [...new Set(buyers.map(([, shopId]) => shopId))];
  const flows = await newestFlows(tx, shops);
  const zones = new Map(await Promise.all(shops.map(async (shopId) => [shopId, (await loadShopCopy(tx, shopId))?.timeZone] as const)));
  const runs = buyers.flatMap(([buyerId, shopId]): FlowRunRow[] => {
    const [flow, firstPaidAt] = [flows.get(shopId), payments.get(buyerId)?.[0]];
    return flow?.enabled && firstPaidAt
      ? [{ buyerId, shopId, flowVersion: flow.version, firstPaidAt, nextStep: 0, outcome: null, endedAt: null }]
      : [];
  });
  const begun = await insertRuns(tx, runs);
  armDeadlines(
    tx,
    begun.flatMap(({ buyerId, shopId, firstPaidAt }) => {
      const [flow, zone] = [flows.get(shopId), zones.get(shopId)];
      // A shop that is not known yet looks at its customers at once, and finds out then.
      const dueAt = flow && zone ? stepDueAt(flow, 0, firstPaidAt, zone) : firstPaidAt;
      return [{ subjectId: buyerId, kind: 'FLOW' as const, shopId, dueAt }];
    }),
  );
}
