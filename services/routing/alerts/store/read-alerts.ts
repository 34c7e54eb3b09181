import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { readSettings } from '../../copies/store/shop-copy';
import { readPools } from '../../queue/store/read-queue';
import { isOpenNow, openNow } from '../../flight/domain/shop-state';
import { readShopNow } from '../../flight/store/read-shop-now';
import { stageOf } from '../../queue/domain/reach';
import { waitingReason } from '../../queue/domain/waiting-reason';
import { rulesOnDuty } from '../../reception/domain/duty';
import { rulesViewIn } from '../../rules/store/read-rules-view';
import { readStarvation } from '../../starvation/store/starvation-table';
import { routingAlerts, type AlertAgent, type AlertView, type QueueSeen } from '../domain/routing-alerts';

const agents: Statement = {
  name: 'routing-read-alert-agents',
  text: `SELECT a.account_id AS id, a.presence, a.presence_since AS "presenceSince", a.last_heartbeat_at AS "lastHeartbeatAt", a.held,
      a.normal_load + a.over_load AS load, a.max_capacity AS "maxCapacity",
      a.missed_in_row AS "missedInRow", a.skills, c.no_routing AS "noRouting"
    FROM agent a JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    WHERE a.shop_id = $1 AND c.active AND c.has_agent_role ORDER BY a.account_id`,
};

/** What is amiss in the shop's reception now; null while the shop is not known here. */
export const readAlerts = (db: Database, shopId: string, now: Date): Promise<AlertView[] | null> =>
  db.transaction([shopId], (tx) => alertsIn(tx, shopId, now));

/** The same within a transaction. */
export async function alertsIn(tx: Tx, shopId: string, now: Date): Promise<AlertView[] | null> {
  const [settings, queued, looked, rows, view, starved] = await Promise.all([
    readSettings(tx, [shopId]),
    readPools(tx, shopId),
    readShopNow(tx, shopId, { now, lists: false }),
    tx.query<AlertAgent & Record<string, unknown>>(agents, [shopId]),
    rulesViewIn(tx, shopId, now, []),
    readStarvation(tx, shopId, now),
  ]);
  const shop = settings.get(shopId);
  if (!shop || !view || !looked) return null;
  const { staleAfterMinutes } = shop.policy;
  const { state } = looked;
  const open = isOpenNow(state);
  const rules = rulesOnDuty(state.rules, openNow(state));
  const pools = queued.map((one): QueueSeen => {
    const stage = stageOf(one.pool, state.rules, now.getTime() - one.since.getTime());
    return { ...one, stage, cause: waitingReason(state, one.pool, stage) };
  });
  return routingAlerts({ open, pools, agents: rows, rules, groups: view.groups, staleAfterMinutes, starved }, now);
}
