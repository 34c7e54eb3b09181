import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { table, uuid } from '#libs/platform/database/table';
import { deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { BeatingAgent, StaleChange } from '../domain/staleness';

/** The agents of whom managers were told that nothing is heard of them (RTE-60). */
export const staleAgentTable = table('stale_agent', { shopId: uuid().key(), accountId: uuid().key() });

const due: Statement = {
  name: 'routing-shops-due-for-stale',
  text: `SELECT shop_id AS id FROM deadline WHERE due_at <= $1 AND kind = 'STALE_PRESENCE' ORDER BY due_at, shop_id LIMIT 200`,
};

/** A heartbeat that comes meanwhile waits for the row, and sets it anew. */
const take: Statement = {
  name: 'routing-take-stale-deadline',
  text: `DELETE FROM deadline WHERE shop_id = $1 AND kind = 'STALE_PRESENCE' AND due_at <= $2 RETURNING shop_id AS id`,
};

const beating: Statement = {
  name: 'routing-read-beating',
  text: `SELECT a.account_id AS id, a.presence, a.presence_since AS "presenceSince", a.last_heartbeat_at AS "lastHeartbeatAt"
    FROM agent a JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    WHERE a.shop_id = $1 AND c.active AND c.has_agent_role ORDER BY a.account_id`,
};

const told: Statement = { name: 'routing-read-told-stale', text: `SELECT account_id AS id FROM stale_agent WHERE shop_id = $1` };

const insert = insertRows(staleAgentTable, { name: 'routing-add-stale' });
const remove = deleteRows(staleAgentTable, { name: 'routing-remove-stale' });

/** Shops to be looked at for agents of whom nothing is heard, or who are heard of again. For the worker role. */
export async function shopsDueForStale(workerDb: Database, now: Date): Promise<string[]> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(due, [now]));
  return rows.map(({ id }) => id);
}

/** Whether the shop is still to be looked at: another process may have done it. */
export const takeStaleDeadline = async (tx: Tx, shopId: string, now: Date): Promise<boolean> =>
  (await tx.query(take, [shopId, now])).length > 0;

export async function readBeating(
  tx: Tx,
  shopId: string,
): Promise<{ readonly agents: readonly BeatingAgent[]; readonly told: ReadonlySet<string> }> {
  const [agents, rows] = await Promise.all([
    tx.query<BeatingAgent & Record<string, unknown>>(beating, [shopId]),
    tx.query<{ id: string }>(told, [shopId]),
  ]);
  return { agents, told: new Set(rows.map(({ id }) => id)) };
}

export function saveStale(tx: Tx, shopId: string, changes: readonly StaleChange[]): void {
  const rowsOf = (isStale: boolean) =>
    changes.filter((one) => one.isStale === isStale).map(({ agentId: accountId }) => ({ shopId, accountId }));
  const [added, gone] = [rowsOf(true), rowsOf(false)];
  if (added.length > 0) tx.send(insert, [jsonRows(added)]);
  if (gone.length > 0) tx.send(remove, [jsonRows(gone)]);
}
